package io.tickwheel.alert.decide;

/// Why a task ended as it did. `code` is an HTTP status or exit code, 0 for none.
public record Cause(String kind, int code, String message) {
  private static final int SENTENCE_MAX = 300;

  /// For people, in one line.
  public String sentence() {
    String words = kind.replace('_', ' ') + (code == 0 ? "" : " " + code);
    String line =
        (message.isBlank() ? words : words + ": " + message).replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= SENTENCE_MAX ? line : line.substring(0, SENTENCE_MAX - 1) + "…";
  }
}
