package io.tickwheel.packed;

import io.tickwheel.model.TaskSpec;
import java.util.Arrays;

/// An encoded [TaskSpec] (protobuf `tickwheel.v1.TaskSpec`). A waiting task is kept like this: one
/// array instead of a tree of objects, and passed to journal, snapshot and executor unread.
public final class PackedSpec {
  private final byte[] bytes;

  private PackedSpec(byte[] bytes) {
    this.bytes = bytes;
  }

  public static PackedSpec pack(TaskSpec spec) {
    return new PackedSpec(SpecCodec.encode(spec));
  }

  /// Takes ownership of `bytes`. They are read only when unpacked.
  public static PackedSpec of(byte[] bytes) {
    return new PackedSpec(bytes);
  }

  /// Throws IllegalArgumentException when the bytes are not a valid specification.
  public TaskSpec unpack() {
    return SpecCodec.decode(bytes);
  }

  /// The bytes themselves, not a copy: read only.
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedSpec that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "PackedSpec[" + bytes.length + " bytes]";
  }
}
