package io.tickwheel.alert.api;

/// What a user sent, fit to be shown: short, and without control characters.
final class Shown {
  private static final int MAX = 80;

  private Shown() {}

  static String of(String value) {
    String plain = value.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "\uFFFD");
    return plain.length() <= MAX ? plain : plain.substring(0, MAX) + "…";
  }
}
