package io.tickwheel.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The one way in: parse without copying byte fields, map, and turn every complaint into a
/// [BadWireException].
final class Decoding {
  private Decoding() {}

  /// `map` complains with IllegalArgumentException. What it takes from byte fields it must copy:
  /// they are views of `bytes`.
  static <P, T> T decode(String kind, byte[] bytes, Parser<P> parser, Function<P, T> map) {
    try {
      return map.apply(parse(bytes, parser));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new BadWireException(kind, e);
    }
  }

  /// The mapped list, in order.
  static <P, T> List<T> each(List<P> from, Function<P, T> map) {
    var mapped = new ArrayList<T>(from.size());
    for (int i = 0; i < from.size(); i++) {
      mapped.add(map.apply(from.get(i)));
    }
    return mapped;
  }

  private static <P> P parse(byte[] bytes, Parser<P> parser) throws InvalidProtocolBufferException {
    CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
    in.enableAliasing(true);
    P message = parser.parseFrom(in);
    in.checkLastTagWas(0);
    return message;
  }
}
