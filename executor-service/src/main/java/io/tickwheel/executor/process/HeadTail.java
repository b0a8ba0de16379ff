package io.tickwheel.executor.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first and the last bytes of a stream, however long it is, in bounded memory. Thread-safe.
final class HeadTail {
  private static final int GROW_FROM = 512;

  private final int headMax;
  private final int tailMax;
  private byte[] head = new byte[0];
  private byte[] tail = new byte[0];
  private int headLength;

  /// Bytes that came after the head; the ring `tail` holds the last of them.
  private long beyond;

  /// Keeps `cap` bytes: half of them from the start, half from the end.
  HeadTail(int cap) {
    headMax = cap / 2;
    tailMax = cap - headMax;
  }

  synchronized void append(ByteBuffer bytes) {
    int toHead = Math.min(bytes.remaining(), headMax - headLength);
    if (toHead > 0) {
      growHead(headLength + toHead);
      bytes.get(head, headLength, toHead);
      headLength += toHead;
    }
    if (bytes.hasRemaining()) {
      appendTail(bytes);
    }
  }

  synchronized boolean isTruncated() {
    return beyond > tailMax;
  }

  /// The whole as UTF-8, or head and tail with a line between that says how much is left out.
  synchronized String text() {
    String first = new String(head, 0, headLength, StandardCharsets.UTF_8);
    if (beyond == 0) {
      return first;
    }
    byte[] last = lastBytes();
    if (!isTruncated()) {
      byte[] whole = Arrays.copyOf(head, headLength + last.length);
      System.arraycopy(last, 0, whole, headLength, last.length);
      return new String(whole, StandardCharsets.UTF_8);
    }
    int start = characterStart(last);
    String end = new String(last, start, last.length - start, StandardCharsets.UTF_8);
    int whole = wholeCharacters(head, headLength);
    long leftOut = beyond - last.length + start + (headLength - whole);
    return new String(head, 0, whole, StandardCharsets.UTF_8)
        + "\n[… %d bytes left out …]\n".formatted(leftOut)
        + end;
  }

  private void growHead(int needed) {
    if (needed > head.length) {
      int size = Math.min(headMax, Math.max(Math.max(needed, head.length * 2), GROW_FROM));
      head = Arrays.copyOf(head, size);
    }
  }

  private void appendTail(ByteBuffer bytes) {
    if (tail.length == 0) {
      tail = new byte[tailMax];
    }
    int skip = Math.max(0, bytes.remaining() - tailMax);
    bytes.position(bytes.position() + skip);
    beyond += skip;
    while (bytes.hasRemaining()) {
      int at = (int) (beyond % tailMax);
      int count = Math.min(bytes.remaining(), tailMax - at);
      bytes.get(tail, at, count);
      beyond += count;
    }
  }

  private byte[] lastBytes() {
    if (beyond <= tailMax) {
      return Arrays.copyOf(tail, (int) beyond);
    }
    int at = (int) (beyond % tailMax);
    byte[] ordered = new byte[tailMax];
    System.arraycopy(tail, at, ordered, 0, tailMax - at);
    System.arraycopy(tail, 0, ordered, tailMax - at, at);
    return ordered;
  }

  /// Where the first whole UTF-8 character begins; the bytes before are the rest of a cut one.
  private static int characterStart(byte[] bytes) {
    int at = 0;
    while (at < Math.min(3, bytes.length) && isContinuation(bytes[at])) {
      at++;
    }
    return at;
  }

  /// The length without a character that is cut at the end.
  private static int wholeCharacters(byte[] bytes, int length) {
    int at = length - 1;
    while (at > Math.max(0, length - 4) && isContinuation(bytes[at])) {
      at--;
    }
    boolean cut = at >= 0 && length - at < sequenceLength(bytes[at]);
    return cut ? at : length;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }

  private static int sequenceLength(byte first) {
    if ((first & 0xe0) == 0xc0) {
      return 2;
    }
    if ((first & 0xf0) == 0xe0) {
      return 3;
    }
    return (first & 0xf8) == 0xf0 ? 4 : 1;
  }
}
