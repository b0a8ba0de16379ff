package io.tickwheel.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of UTF-8 that end with a line feed or the input's end. Of a line that is too long, only
/// that is told.
final class LineReader {
  /// Far more than any question has.
  static final int BYTES_MAX = 64 * 1024;

  private static final int END = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[BYTES_MAX];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int at;
  private int filled;

  LineReader(InputStream in) {
    this.in = in;
  }

  record Line(String text, boolean isTooLong) {}

  /// Empty at the end of the input.
  Optional<Line> next() throws IOException {
    line.reset();
    boolean isTooLong = false;
    while (at < filled || fill()) {
      int feed = at;
      while (feed < filled && buffer[feed] != '\n') {
        feed++;
      }
      isTooLong |= line.size() + feed - at > BYTES_MAX;
      if (!isTooLong) {
        line.write(buffer, at, feed - at);
      }
      at = Math.min(feed + 1, filled);
      if (feed < filled) {
        return Optional.of(line(isTooLong));
      }
    }
    return line.size() > 0 || isTooLong ? Optional.of(line(isTooLong)) : Optional.empty();
  }

  /// Whether the next line may be long in coming.
  boolean isIdle() throws IOException {
    return at == filled && in.available() == 0;
  }

  private Line line(boolean isTooLong) {
    return new Line(isTooLong ? "" : line.toString(StandardCharsets.UTF_8), isTooLong);
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer);
    at = 0;
    filled = Math.max(0, read);
    return read != END;
  }
}
