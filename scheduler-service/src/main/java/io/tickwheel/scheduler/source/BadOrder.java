package io.tickwheel.scheduler.source;

/// Leaves the reading of an [Order] with what is wrong with which part of it. Never leaves this
/// package.
final class BadOrder extends Exception {
  private static final long serialVersionUID = 1;

  private final Part part;
  private final int offset;

  /// The parts, by the names that people know them by.
  enum Part {
    CRON("cron"),
    TARGET("type"),
    OPTIONS("options"),
    PAYLOAD("payload");

    private final String word;

    Part(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /// `offset` counts from 0 in the part's text.
  BadOrder(Part part, int offset, String sentence) {
    super(sentence, null, false, false);
    this.part = part;
    this.offset = offset;
  }

  Part part() {
    return part;
  }

  int offset() {
    return offset;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
