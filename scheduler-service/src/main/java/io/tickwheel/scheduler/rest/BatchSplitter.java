package io.tickwheel.scheduler.rest;

import java.util.Arrays;

/// Cuts a batch into its tasks while it is still arriving: the lines of an NDJSON stream, or the
/// elements of a JSON array when the first character says so. Elements are not looked into beyond
/// strings and brackets, so that one that is wrong harms no other.
///
/// Not thread-safe: the request's event loop owns it.
final class BatchSplitter {
  private final int elementBytesMax;
  private final Elements elements;

  private Mode mode = Mode.START;
  private byte[] element = new byte[1024];
  private int size;
  private long dropped;
  private boolean blank = true;

  private int depth;
  private boolean inText;
  private boolean escaped;
  private boolean afterComma;

  BatchSplitter(int elementBytesMax, Elements elements) {
    this.elementBytesMax = elementBytesMax;
    this.elements = elements;
  }

  /// Takes what was cut out, in order.
  interface Elements {
    /// One task's text, without blanks around it; `bytes` is reused after the call.
    void element(byte[] bytes, int length);

    /// One task's text was longer than the limit.
    void tooLong(long bytes);

    /// Something is wrong with the array around the elements.
    void broken(String detail);
  }

  private enum Mode {
    START,
    LINES,
    ARRAY,
    AFTER_ARRAY,
    AFTER_RUBBISH
  }

  /// True when the batch is, or was, a JSON array.
  boolean isArray() {
    return mode != Mode.START && mode != Mode.LINES;
  }

  void feed(byte[] bytes) {
    for (byte b : bytes) {
      switch (mode) {
        case START -> start(b);
        case LINES -> line(b);
        case ARRAY -> array(b);
        case AFTER_ARRAY -> {
          if (!isBlank(b)) {
            elements.broken("Something follows after the end of the array.");
            mode = Mode.AFTER_RUBBISH;
          }
        }
        case AFTER_RUBBISH -> {}
      }
    }
  }

  /// The batch has ended.
  void end() {
    switch (mode) {
      case START, AFTER_ARRAY, AFTER_RUBBISH -> {}
      case LINES -> cut();
      case ARRAY -> {
        cut();
        elements.broken("The array does not end.");
      }
    }
  }

  private void start(byte b) {
    if (b == '[') {
      mode = Mode.ARRAY;
    } else if (!isBlank(b)) {
      mode = Mode.LINES;
      line(b);
    }
  }

  private void line(byte b) {
    if (b == '\n') {
      cut();
    } else {
      keep(b);
    }
  }

  private void array(byte b) {
    if (inText) {
      inText = escaped || b != '"';
      escaped = !escaped && b == '\\';
      keep(b);
      return;
    }
    switch (b) {
      case '"' -> inText = true;
      case '{', '[' -> depth++;
      case '}' -> depth--;
      case ']' -> {
        if (depth <= 0) {
          endOfArray();
          return;
        }
        depth--;
      }
      case ',' -> {
        if (depth <= 0) {
          comma();
          return;
        }
      }
      default -> {}
    }
    keep(b);
  }

  private void comma() {
    if (!cut()) {
      elements.broken("An element of the array is missing.");
    }
    afterComma = true;
    depth = 0;
  }

  private void endOfArray() {
    if (!cut() && afterComma) {
      elements.broken("An element of the array is missing.");
    }
    mode = Mode.AFTER_ARRAY;
  }

  private void keep(byte b) {
    if (blank && isBlank(b)) {
      return;
    }
    blank = false;
    if (size == elementBytesMax) {
      dropped++;
      return;
    }
    if (size == element.length) {
      element = Arrays.copyOf(element, Math.min(size * 2, elementBytesMax));
    }
    element[size++] = b;
  }

  /// False when there was nothing but blanks.
  private boolean cut() {
    if (blank) {
      return false;
    }
    if (dropped > 0) {
      elements.tooLong(size + dropped);
    } else {
      elements.element(element, size);
    }
    size = 0;
    dropped = 0;
    blank = true;
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
