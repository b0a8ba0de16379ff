package io.tickwheel.core.wheel;

import java.util.Arrays;

/// The entries of the timers: a stack for each slot, made of blocks of 32 entries.
///
/// A *place* is the number of an entry: its block's number times 32 plus its index in the block.
/// Only a stack's top block can be partly filled, so a stack is known by the place of its top
/// entry. Entries are pushed and popped at the top; one that is removed from the middle is replaced
/// by the top one, which therefore moves.
///
/// An entry is two longs side by side: the deadline, and the timer with its handle. So a slot's
/// entries are read as they lie in memory, which the processor foresees.
final class SlotStacks {
  /// The top of an empty stack. It looks like the last entry of a block, and its block is none.
  static final int EMPTY = -1;

  private static final int BLOCK_BITS = 5;
  private static final int LAST_IN_BLOCK = (1 << BLOCK_BITS) - 1;
  private static final int NO_BLOCK = -1;
  private static final int FREE = -1;

  /// So many that their places still are an `int`.
  private static final int BLOCKS_MAX = 1 << (31 - BLOCK_BITS);

  /// Entries come into being 4096 (64 KiB) at a time, so that growing never copies them.
  private static final int CHUNK_BITS = 12;

  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  /// How many entries of withdrawn timers sweeping a block drops at most, besides its own.
  private static final int LOOKS_MAX = 1 << BLOCK_BITS;

  private final int[] tops = new int[Slots.COUNT];
  private long[][] chunks = new long[0][];
  private int[] slotOfBlock = new int[1 << (CHUNK_BITS - BLOCK_BITS)];
  // In a stack the block below; of a free block the next free one.
  private int[] blockBelow = new int[1 << (CHUNK_BITS - BLOCK_BITS)];
  private int blocks;
  private int freeBlock = NO_BLOCK;
  private int swept;

  SlotStacks() {
    Arrays.fill(tops, EMPTY);
  }

  boolean isEmpty(int slot) {
    return tops[slot] == EMPTY;
  }

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
    int place =
        (top & LAST_IN_BLOCK) == LAST_IN_BLOCK ? newBlock(slot, top >> BLOCK_BITS) : top + 1;
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

  /// Drops the entries of withdrawn timers from one block, each time the next one, and releases
  /// those timers. Returns the slot the block belonged to, which may now be empty, or `Slots.NONE`
  /// if it was free.
  int sweepBlock(Timers timers) {
    swept = swept + 1 < blocks ? swept + 1 : 0;
    int slot = slotOfBlock[swept];
    if (slot == FREE) {
      return Slots.NONE;
    }
    int first = swept << BLOCK_BITS;
    int last = first | LAST_IN_BLOCK;
    if (tops[slot] >> BLOCK_BITS == swept) {
      cut(slot, first, keepPending(first, tops[slot], timers));
    } else {
      fill(slot, keepPending(first, last, timers), last, timers);
    }
    return slot;
  }

  /// Moves the entries of pending timers together, and releases the other timers; returns where the
  /// kept ones end. It doesn't branch on what it finds, which the processor could not foresee.
  private int keepPending(int first, int last, Timers timers) {
    long[] chunk = chunks[first >>> CHUNK_BITS];
    int at = (first & CHUNK_MASK) << 1;
    int end = first;
    for (int place = first; place <= last; place++) {
      long timerAndHandle = chunk[at + 1];
      int to = (end & CHUNK_MASK) << 1;
      chunk[to] = chunk[at];
      chunk[to + 1] = timerAndHandle;
      end += timers.keep((int) timerAndHandle);
      at += 2;
    }
    return end;
  }

  /// Fills the rest of a block that isn't topmost with entries from the top.
  private void fill(int slot, int from, int last, Timers timers) {
    int place = from;
    int looks = 0;
    while (place <= last && tops[slot] != last) {
      int top = tops[slot];
      if (looks++ < LOOKS_MAX && !timers.isPending(timer(top))) {
        timers.release(timer(top));
      } else {
        copy(top, place++);
      }
      pop(slot);
    }
    if (place <= last) {
      cut(slot, last & ~LAST_IN_BLOCK, place);
    }
  }

  /// Ends a stack in its topmost block.
  private void cut(int slot, int first, int end) {
    tops[slot] = end == first ? freeBlock(first >> BLOCK_BITS) : end - 1;
  }

  private void copy(int from, int to) {
    long[] source = chunks[from >>> CHUNK_BITS];
    long[] target = chunks[to >>> CHUNK_BITS];
    int sourceAt = (from & CHUNK_MASK) << 1;
    int targetAt = (to & CHUNK_MASK) << 1;
    target[targetAt] = source[sourceAt];
    target[targetAt + 1] = source[sourceAt + 1];
  }

  private long timerAndHandle(int place) {
    return chunks[place >>> CHUNK_BITS][(place & CHUNK_MASK) << 1 | 1];
  }

  /// Returns the place of the new block's first entry.
  private int newBlock(int slot, int below) {
    int block = freeBlock;
    if (block == NO_BLOCK) {
      block = addBlock();
    } else {
      freeBlock = blockBelow[block];
    }
    slotOfBlock[block] = slot;
    blockBelow[block] = below;
    return block << BLOCK_BITS;
  }

  /// Returns the place of the top entry that remains.
  private int freeBlock(int block) {
    int below = blockBelow[block];
    slotOfBlock[block] = FREE;
    blockBelow[block] = freeBlock;
    freeBlock = block;
    return below << BLOCK_BITS | LAST_IN_BLOCK;
  }

  private int addBlock() {
    if (blocks == BLOCKS_MAX) {
      throw new IllegalStateException("the wheel is full: " + blocks + " blocks of timers");
    }
    if (blocks == slotOfBlock.length) {
      slotOfBlock = Arrays.copyOf(slotOfBlock, Math.min(2 * blocks, BLOCKS_MAX));
      blockBelow = Arrays.copyOf(blockBelow, Math.min(2 * blocks, BLOCKS_MAX));
    }
    if (blocks >>> (CHUNK_BITS - BLOCK_BITS) == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunks.length + 1);
      chunks[chunks.length - 1] = new long[2 << CHUNK_BITS];
    }
    return blocks++;
  }
}
