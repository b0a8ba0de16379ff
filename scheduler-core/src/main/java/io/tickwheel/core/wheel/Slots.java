package io.tickwheel.core.wheel;

/// The slots of all levels, numbered through from the lowest level's first: which one a time
/// belongs to, when one begins, and which are occupied.
final class Slots {
  static final int NONE = -1;
  static final int LEVELS = 6;

  private static final int DIGIT_BITS = 12;
  private static final int PER_LEVEL = 1 << DIGIT_BITS;

  /// The sixth level needs only the three bits that five digits leave of 63.
  static final int COUNT = (LEVELS - 1) * PER_LEVEL + 8;

  // One bit a slot, one bit a word of those, one bit a level of those.
  private final long[] slots = new long[LEVELS << 6];
  private final long[] words = new long[LEVELS];
  private int levels;

  /// The slot of a time not before `now`: the first digit in which they differ gives the level,
  /// that digit the slot.
  static int of(long time, long now) {
    int level = (63 - Long.numberOfLeadingZeros((time ^ now) | 1)) / DIGIT_BITS;
    int digit = (int) (time >>> (level * DIGIT_BITS)) & (PER_LEVEL - 1);
    return level << DIGIT_BITS | digit;
  }

  /// When the slot begins, for a slot that `of` gave for this `now`.
  static long start(int slot, long now) {
    int shift = (slot >>> DIGIT_BITS) * DIGIT_BITS;
    // In two steps, because the last level's shift would exceed 63.
    long before = now >>> shift >>> DIGIT_BITS << DIGIT_BITS;
    int digit = slot & (PER_LEVEL - 1);
    return (before | digit) << shift;
  }

  /// Whether its timers are all due when the slot begins.
  static boolean isTick(int slot) {
    return slot < PER_LEVEL;
  }

  void occupy(int slot) {
    slots[slot >>> 6] |= 1L << slot;
    words[slot >>> DIGIT_BITS] |= 1L << (slot >>> 6);
    levels |= 1 << (slot >>> DIGIT_BITS);
  }

  void vacate(int slot) {
    if ((slots[slot >>> 6] &= ~(1L << slot)) != 0) {
      return;
    }
    if ((words[slot >>> DIGIT_BITS] &= ~(1L << (slot >>> 6))) != 0) {
      return;
    }
    levels &= ~(1 << (slot >>> DIGIT_BITS));
  }

  /// The first occupied slot of the lowest occupied level, or `NONE`.
  int first() {
    return levels == 0 ? NONE : firstOfLevel(Integer.numberOfTrailingZeros(levels));
  }

  /// The first occupied slot after another one, or after the last one the first again; `NONE` if
  /// there is none.
  int after(int slot) {
    // A mask of the bits after the nth is -2 << n, even for the last bit.
    int word = slot >>> 6;
    long inWord = slots[word] & (-2L << slot);
    if (inWord != 0) {
      return word << 6 | Long.numberOfTrailingZeros(inWord);
    }
    int level = word >>> 6;
    long inLevel = words[level] & (-2L << word);
    if (inLevel != 0) {
      return firstOfWord(level << 6 | Long.numberOfTrailingZeros(inLevel));
    }
    int above = levels & (-2 << level);
    return above == 0 ? first() : firstOfLevel(Integer.numberOfTrailingZeros(above));
  }

  private int firstOfLevel(int level) {
    return firstOfWord(level << 6 | Long.numberOfTrailingZeros(words[level]));
  }

  private int firstOfWord(int word) {
    return word << 6 | Long.numberOfTrailingZeros(slots[word]);
  }
}
