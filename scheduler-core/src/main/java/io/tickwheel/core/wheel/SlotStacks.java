package io.tickwheel.core.wheel;

import java.util.Arrays;

/// The entries of the waiting timers: a stack for each slot, made of blocks of sixteen entries.
///
/// A *place* is the number of an entry: its block's number times sixteen plus its index in the
/// block. Only a stack's top block can be partly filled, so a stack is known by the place of its
/// top entry. Entries are pushed and popped at the top; one that is taken from the middle is
/// replaced by the top one, which therefore moves.
///
/// An entry is two longs side by side, the deadline and the timer with its handle: 16 bytes, never
/// in more than one or two cache lines, and the entries of a slot are read as they lie in memory.
final class SlotStacks {
  /// The top of an empty stack. Chosen so that it looks like the last entry of a block, and its
  /// block like no block.
  static final int EMPTY = -1;

  private static final int BLOCK_BITS = 4;
  private static final int LAST_IN_BLOCK = (1 << BLOCK_BITS) - 1;
  private static final int NO_BLOCK = -1;

  /// So many that their places still are an `int`.
  private static final int BLOCKS_MAX = 1 << (31 - BLOCK_BITS);

  /// Entries come into being 4096 (64 KiB) at a time, so that growing never copies them nor stops
  /// for long.
  private static final int CHUNK_BITS = 12;

  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

  private final int[] tops = new int[Slots.COUNT];
  private long[][] chunks = new long[0][];
  private int[] slotOfBlock = new int[1 << (CHUNK_BITS - BLOCK_BITS)];
  // In a stack the block below; of a free block the next free one.
  private int[] blockBelow = new int[1 << (CHUNK_BITS - BLOCK_BITS)];
  private int blocks;
  private int freeBlock = NO_BLOCK;

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

  int slot(int place) {
    return slotOfBlock[place >>> BLOCK_BITS];
  }

  /// Returns the place of the new entry.
  int push(int slot, long deadline, int timer, int handle) {
    int top = tops[slot];
    int place =
        (top & LAST_IN_BLOCK) == LAST_IN_BLOCK ? newBlock(slot, top >> BLOCK_BITS) : top + 1;
    long[] chunk = chunks[place >>> CHUNK_BITS];
    int at = (place & CHUNK_MASK) << 1;
    chunk[at] = deadline;
    chunk[at + 1] = (long) handle << 32 | timer;
    tops[slot] = place;
    return place;
  }

  void pop(int slot) {
    int top = tops[slot];
    tops[slot] = (top & LAST_IN_BLOCK) == 0 ? freeBlock(top >> BLOCK_BITS) : top - 1;
  }

  /// Overwrites an entry with its slot's top entry, which is thereby there twice, until popped.
  void fillFromTop(int place) {
    int top = tops[slot(place)];
    long[] from = chunks[top >>> CHUNK_BITS];
    long[] to = chunks[place >>> CHUNK_BITS];
    int fromAt = (top & CHUNK_MASK) << 1;
    int toAt = (place & CHUNK_MASK) << 1;
    to[toAt] = from[fromAt];
    to[toAt + 1] = from[fromAt + 1];
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
