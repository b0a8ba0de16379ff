package io.tickwheel.alert.decide;

import java.util.HexFormat;
import java.util.regex.Pattern;

/// Names a kind of error: equal for failures that differ only in numbers, ids and addresses. Stable
/// across machines and versions (64-bit FNV-1a).
final class Fingerprint {
  private static final long FNV_START = 0xcbf2_9ce4_8422_2325L;
  private static final long FNV_STEP = 0x0000_0100_0000_01b3L;
  private static final Pattern WORD_WITH_DIGIT = Pattern.compile("\\p{L}*\\p{Nd}[\\p{L}\\p{Nd}]*");

  private Fingerprint() {}

  static String of(Cause cause) {
    String plain = WORD_WITH_DIGIT.matcher(cause.message()).replaceAll("#");
    return hash(cause.kind() + "\n" + cause.code() + "\n" + plain);
  }

  private static String hash(String text) {
    long hash = FNV_START;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_STEP;
    }
    return HexFormat.of().toHexDigits(hash);
  }
}
