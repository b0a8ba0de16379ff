package io.tickwheel.monitor.rest;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/// Where a list goes on, opaque to users: a place, and a sum that ties it to its question.
final class Cursor {
  private static final int BYTES = Long.BYTES + Integer.BYTES;

  private Cursor() {}

  static String write(long place, String question) {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(place).putInt(sum(place, question)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Throws ProblemException when it is no cursor of this question.
  static long read(String cursor, String question) {
    return read(cursor, "cursor", question);
  }

  /// `field` names the parameter that carries it.
  static long read(String cursor, String field, String question) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() == BYTES) {
        long place = bytes.getLong();
        if (bytes.getInt() == sum(place, question)) {
          return place;
        }
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new ProblemException(
        Problem.of(
            ProblemKind.INVALID_FIELD,
            "'" + Problem.shown(cursor) + "' is not a cursor of this list.",
            field,
            "what the page before gave as next, with the same filter"));
  }

  private static int sum(long place, String question) {
    var sum = new CRC32();
    sum.update(ByteBuffer.allocate(Long.BYTES).putLong(place).array());
    sum.update(question.getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }
}
