package io.tickwheel.monitor.projection;

import io.tickwheel.model.Failure;

/// Names a kind of error: equal for failures of one task type that differ only in numbers, ids and
/// addresses. 64 bits, stable across machines and versions.
public final class Fingerprint {
  private static final long FNV_START = 0xcbf2_9ce4_8422_2325L;
  private static final long FNV_STEP = 0x0000_0100_0000_01b3L;

  private Fingerprint() {}

  public static long of(String type, Failure failure) {
    String text =
        type + "\n" + failure.kind().word() + "\n" + failure.code() + "\n" + plain(failure);
    long hash = FNV_START;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_STEP;
    }
    return hash == 0 ? 1 : hash; // 0 is "none" in the database
  }

  /// The message with every word that contains a digit replaced: `order 17 of 0x3f` and
  /// `order 9 of 0x41` are one.
  static String plain(Failure failure) {
    String message = failure.message();
    var plain = new StringBuilder(message.length());
    int at = 0;
    while (at < message.length()) {
      int end = wordEnd(message, at);
      if (end == at) {
        plain.append(message.charAt(at++));
      } else {
        plain.append(hasDigit(message, at, end) ? "#" : message.substring(at, end));
        at = end;
      }
    }
    return plain.toString();
  }

  private static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean hasDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
