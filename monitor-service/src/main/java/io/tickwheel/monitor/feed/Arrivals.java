package io.tickwheel.monitor.feed;

import io.tickwheel.model.Payload;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Journal records between the thread that receives them and the one that writes: bounded by number
/// and by bytes, so that a slow disk slows the reading down and does not fill the memory.
final class Arrivals {
  private static final int COUNT_MAX = 1024;
  private static final int BYTES_MAX = 4 * 1024 * 1024;

  record Arrival(long sequence, int partition, long storedAtMillis, Payload record, long pending) {
    static Arrival of(
        long sequence, int partition, long storedAtMillis, byte[] record, long pending) {
      return new Arrival(sequence, partition, storedAtMillis, Payload.of(record), pending);
    }

    int weight() {
      return Math.clamp(record.size(), 1, BYTES_MAX); // one larger than all goes through alone
    }
  }

  private final BlockingQueue<Arrival> waiting = new ArrayBlockingQueue<>(COUNT_MAX);
  private final Semaphore room = new Semaphore(BYTES_MAX);

  void put(Arrival arrival) throws InterruptedException {
    room.acquire(arrival.weight());
    try {
      waiting.put(arrival);
    } catch (InterruptedException e) {
      room.release(arrival.weight());
      throw e;
    }
  }

  /// Null when none came in time.
  @Nullable Arrival take(long nanos) throws InterruptedException {
    Arrival arrival = waiting.poll(nanos, TimeUnit.NANOSECONDS);
    if (arrival != null) {
      room.release(arrival.weight());
    }
    return arrival;
  }
}
