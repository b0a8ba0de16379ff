package io.tickwheel.jetstream;

import static io.tickwheel.model.Require.require;

import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.wire.CommandCodec;
import io.tickwheel.wire.Subjects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A lane to one partition. The lock guards the backlog only; it is not held while a frame is
/// encoded or published, which is done by whoever finds nothing in flight: a sender, or the thread
/// that brings the acknowledgement of the frame before.
final class PartitionLane {
  static final int FRAME_COMMANDS_MAX = 1_024;
  static final int FRAME_BYTES_MAX = 256 * 1024;
  static final int BACKLOG_COMMANDS_MAX = 16_384;
  static final int BACKLOG_BYTES_MAX = 4 * 1024 * 1024;

  private static final long AGAIN_MILLIS = 250;

  private final NatsLink link;
  private final StreamWriter writer;
  private final int partition;
  private final Incarnation source;
  private final String replyTo;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition quiet = lock.newCondition();
  private final ArrayDeque<Item> backlog = new ArrayDeque<>();
  private long backlogBytes;
  private long lastNumber;
  private @Nullable Frame inFlight;
  private boolean closed;

  private volatile boolean givenUp;
  private volatile long acknowledgedThrough;

  private record Item(Command command, Sent callback, int bytes) {}

  private record Frame(long number, List<Item> items) {}

  PartitionLane(NatsLink link, int partition, Incarnation source, String replyTo) {
    this.link = link;
    this.partition = partition;
    this.source = source;
    this.replyTo = replyTo;
    writer = new StreamWriter(link.publishingLine());
  }

  long acknowledgedThrough() {
    return acknowledgedThrough;
  }

  void send(Command command, Sent callback) {
    Item item = item(command, callback);
    Frame frame;
    lock.lock();
    try {
      awaitRoom(item);
      frame = add(item);
    } finally {
      lock.unlock();
    }
    ship(frame);
  }

  boolean trySend(Command command, Sent callback) {
    Item item = item(command, callback);
    Frame frame;
    lock.lock();
    try {
      if (isFull(item) && !closed) {
        return false;
      }
      frame = add(item);
    } finally {
      lock.unlock();
    }
    ship(frame);
    return true;
  }

  void stopTaking() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void flush(long deadlineNanos) {
    List<Item> rest = new ArrayList<>();
    lock.lock();
    try {
      awaitQuiet(deadlineNanos);
      givenUp = true;
      if (inFlight != null) {
        rest.addAll(inFlight.items);
      }
      rest.addAll(backlog);
      backlog.clear();
    } finally {
      lock.unlock();
    }
    rest.forEach(item -> guarded(item.callback::abandoned));
  }

  private Item item(Command command, Sent callback) {
    int bytes = CommandSize.estimate(command);
    require(
        bytes <= FRAME_BYTES_MAX || bytes < link.maxPayloadBytes() - CommandSize.ENVELOPE_BYTES,
        "a command of %s bytes is larger than a NATS message may be",
        bytes);
    return new Item(command, callback, bytes);
  }

  private boolean isFull(Item item) {
    return backlog.size() >= BACKLOG_COMMANDS_MAX
        || (!backlog.isEmpty() && backlogBytes + item.bytes > BACKLOG_BYTES_MAX);
  }

  /// The frame that is to be shipped now, if none is in flight.
  private @Nullable Frame add(Item item) {
    if (closed) {
      throw new IllegalStateException("the lane is closed");
    }
    backlog.add(item);
    backlogBytes += item.bytes;
    return inFlight == null ? take() : null;
  }

  private @Nullable Frame take() {
    List<Item> items = new ArrayList<>(Math.min(backlog.size(), FRAME_COMMANDS_MAX));
    long bytes = 0;
    for (Item item = backlog.peek();
        item != null && items.size() < FRAME_COMMANDS_MAX && fits(items, bytes, item);
        item = backlog.peek()) {
      items.add(backlog.remove());
      bytes += item.bytes;
    }
    backlogBytes -= bytes;
    inFlight = items.isEmpty() ? null : new Frame(++lastNumber, items);
    return inFlight;
  }

  private static boolean fits(List<Item> items, long bytes, Item item) {
    return items.isEmpty() || bytes + item.bytes <= FRAME_BYTES_MAX;
  }

  private void ship(@Nullable Frame frame) {
    if (frame == null) {
      return;
    }
    for (int i = 0; i < frame.items.size(); i++) {
      int index = i;
      guarded(() -> frame.items.get(index).callback.framed(frame.number, index));
    }
    List<Command> commands = frame.items.stream().map(Item::command).toList();
    store(frame, CommandCodec.encode(new CommandFrame(source, frame.number, replyTo, commands)));
  }

  private void store(Frame frame, byte[] bytes) {
    if (givenUp) {
      return;
    }
    var _ =
        writer
            .store(Subjects.commands(partition), bytes)
            .whenComplete(
                (sequence, failure) -> {
                  if (failure == null) {
                    stored(frame, sequence);
                  } else {
                    Log.debug("frame %d again: %s", frame.number, Failures.sentence(failure));
                    link.later(AGAIN_MILLIS, () -> store(frame, bytes));
                  }
                });
  }

  private void stored(Frame frame, long sequence) {
    acknowledgedThrough = sequence;
    Frame next;
    lock.lock();
    try {
      if (givenUp) {
        return;
      }
      next = take();
      room.signalAll();
      if (next == null) {
        quiet.signalAll();
      }
    } finally {
      lock.unlock();
    }
    ship(next);
    for (int i = 0; i < frame.items.size(); i++) {
      int index = i;
      guarded(() -> frame.items.get(index).callback.acknowledged(sequence, frame.number, index));
    }
  }

  private void awaitRoom(Item item) {
    try {
      while (isFull(item) && !closed) {
        room.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for room in the lane", e);
    }
  }

  private void awaitQuiet(long deadlineNanos) {
    try {
      while (inFlight != null) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0 || quiet.awaitNanos(left) <= 0) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void guarded(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException e) {
      Log.error("a command's callback failed", e);
    }
  }
}
