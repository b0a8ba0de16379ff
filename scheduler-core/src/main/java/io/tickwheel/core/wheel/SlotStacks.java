package io.tickwheel.core.wheel;

import java.util.Arrays;

/// The entries of the timers: a stack for each slot, made of blocks of 64 entries (1 KiB).
///
/// A *place* is the number of an entry: its block's number times 64 plus its index in the block.
/// Entries come and go only at the top, so only a stack's top block can be partly filled, and a
/// stack is known by the place of its top entry.
///
/// An entry is two longs side by side: the deadline, and the timer with its handle. So a slot's
/// entries are read as they lie in memory, which the processor foresees.
///
/// Entries of withdrawn timers remain where they are until they come to the top or their slot is
/// *swept*: its stack is set aside and sifted, a block at a time, on to a new one, to which others
/// may meanwhile be pushed.
final class SlotStacks {
  /// The top of an empty stack. It looks like the last entry of a block, and its block is none.
  private static final int EMPTY = -1;

  private static final int BLOCK_BITS = 6;
  private static final int LAST_IN_BLOCK = (1 << BLOCK_BITS) - 1;
  private static final int NO_BLOCK = -1;

  /// So many that their places still are an `int`.
  private static final int BLOCKS_MAX = 1 << (31 - BLOCK_BITS);

  /// Entries come into being 4096 (64 KiB) at a time, so that growing never copies them.
  private static final int CHUNK_BITS = 12;

  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final Timers timers;
  private final int[] tops = new int[Slots.COUNT];
  private long[][] chunks = new long[0][];
  // In a stack the block below; of a free block the next free one.
  private int[] blockBelow = new int[1 << (CHUNK_BITS - BLOCK_BITS)];
  private int blocks;
  private int freeBlock = NO_BLOCK;
  private int sweptSlot = Slots.NONE;
  private int setAside = EMPTY;

  SlotStacks(Timers timers) {
    this.timers = timers;
    Arrays.fill(tops, EMPTY);
  }

  boolean isEmpty(int slot) {
    return tops[slot] == EMPTY && slot != sweptSlot;
  }

  /// The place of the top entry of a slot that isn't empty nor being swept.
  int top(int slot) {
    return tops[slot];
  }

  long deadline(int place) {
    return chunks[place >>> CHUNK_BITS][(place & CHUNK_MASK) << 1];
  }

  int timer(int place) {
    return (int) timerAndHandle(place);
  }

  int handle(int place) {
    return (int) (timerAndHandle(place) >>> 32);
  }

  void push(int slot, long deadline, int timer, int handle) {
    int top = tops[slot];
    int place = (top & LAST_IN_BLOCK) == LAST_IN_BLOCK ? newBlock(top >> BLOCK_BITS) : top + 1;
    long[] chunk = chunks[place >>> CHUNK_BITS];
    int at = (place & CHUNK_MASK) << 1;
    chunk[at] = deadline;
    chunk[at + 1] = (long) handle << 32 | timer;
    tops[slot] = place;
  }

  void pop(int slot) {
    int top = tops[slot];
    tops[slot] = (top & LAST_IN_BLOCK) == 0 ? freeBlock(top >> BLOCK_BITS) : top - 1;
  }

  /// The slot that is being swept, or `Slots.NONE`.
  int sweptSlot() {
    return sweptSlot;
  }

  /// Sets a slot's stack aside, to be swept.
  void beginSweep(int slot) {
    sweptSlot = slot;
    setAside = tops[slot];
    tops[slot] = EMPTY;
  }

  /// Sifts a block of what was set aside: pending timers' entries go back to the slot, withdrawn
  /// timers are released. Returns how many entries it looked at.
  int sweepBlock() {
    int block = setAside >> BLOCK_BITS;
    int first = block << BLOCK_BITS;
    int looks = setAside - first + 1;
    int below = blockBelow[block];
    int kept = timers.sift(chunks[first >>> CHUNK_BITS], (first & CHUNK_MASK) << 1, looks);
    putBack(block, kept);
    setAside = below << BLOCK_BITS | LAST_IN_BLOCK;
    if (setAside == EMPTY) {
      sweptSlot = Slots.NONE;
    }
    return looks;
  }

  /// Fills the swept slot's top block with the last entries of this one, which becomes the top
  /// block if any are left.
  private void putBack(int block, int count) {
    int first = block << BLOCK_BITS;
    int top = tops[sweptSlot];
    int moved = Math.min(count, LAST_IN_BLOCK - (top & LAST_IN_BLOCK));
    int left = count - moved;
    if (moved > 0) {
      copy(first + left, top + 1, moved);
      top += moved;
    }
    if (left > 0) {
      blockBelow[block] = top >> BLOCK_BITS;
      top = first + left - 1;
    } else {
      freeBlock(block);
    }
    tops[sweptSlot] = top;
  }

  private void copy(int from, int to, int count) {
    System.arraycopy(
        chunks[from >>> CHUNK_BITS],
        (from & CHUNK_MASK) << 1,
        chunks[to >>> CHUNK_BITS],
        (to & CHUNK_MASK) << 1,
        count << 1);
  }

  private long timerAndHandle(int place) {
    return chunks[place >>> CHUNK_BITS][(place & CHUNK_MASK) << 1 | 1];
  }

  /// Returns the place of the new block's first entry.
  private int newBlock(int below) {
    int block = freeBlock;
    if (block == NO_BLOCK) {
      block = addBlock();
    } else {
      freeBlock = blockBelow[block];
    }
    blockBelow[block] = below;
    return block << BLOCK_BITS;
  }

  /// Returns the place of the top entry that remains.
  private int freeBlock(int block) {
    int below = blockBelow[block];
    blockBelow[block] = freeBlock;
    freeBlock = block;
    return below << BLOCK_BITS | LAST_IN_BLOCK;
  }

  private int addBlock() {
    if (blocks == BLOCKS_MAX) {
      throw new IllegalStateException("the wheel is full: " + blocks + " blocks of timers");
    }
    if (blocks == blockBelow.length) {
      blockBelow = Arrays.copyOf(blockBelow, 2 * blocks);
    }
    if (blocks >>> (CHUNK_BITS - BLOCK_BITS) == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunks.length + 1);
      chunks[chunks.length - 1] = new long[2 << CHUNK_BITS];
    }
    return blocks++;
  }
}
