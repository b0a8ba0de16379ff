package io.tickwheel.bench.wheel;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.apache.kafka.server.util.timer.TimerTaskEntry;
import org.apache.kafka.server.util.timer.TimingWheel;

/// As Kafka's `SystemTimer` has it, ticks of a millisecond and wheels of twenty, but without its
/// locks, and driven by our time: buckets are taken from the delay queue when we say they are due.
final class KafkaContestant implements Contestant {
  private static final int WHEEL_SIZE = 20;
  private static final Class<?> BUCKET =
      Inside.type("org.apache.kafka.server.util.timer.TimerTaskList");
  private static final MethodHandle NEW_WHEEL =
      Inside.constructor(
          TimingWheel.class,
          methodType(
              TimingWheel.class,
              long.class,
              int.class,
              long.class,
              AtomicInteger.class,
              DelayQueue.class),
          long.class,
          int.class,
          long.class,
          AtomicInteger.class,
          DelayQueue.class);
  private static final MethodHandle EXPIRATION =
      Inside.method(BUCKET, "getExpiration", methodType(long.class, Delayed.class));
  private static final MethodHandle FLUSH =
      Inside.method(
          BUCKET, "flush", methodType(void.class, Delayed.class, Consumer.class), Consumer.class);

  private final TimerTask[] tasks;
  private final DelayQueue<Delayed> buckets = new DelayQueue<>();
  private final TimingWheel wheel;
  private final Consumer<TimerTaskEntry> replace = this::replace;
  private long now = START_MILLIS;
  private int fired;

  KafkaContestant(int capacity) throws Throwable {
    tasks = new TimerTask[capacity];
    wheel =
        (TimingWheel)
            NEW_WHEEL.invokeExact(
                1L, WHEEL_SIZE, START_MILLIS, new AtomicInteger(), (DelayQueue<?>) buckets);
  }

  @Override
  public void schedule(int number, int delayMillis) {
    var task = new Nothing(delayMillis);
    tasks[number] = task;
    replace(new TimerTaskEntry(task, now + delayMillis));
  }

  @Override
  public void cancel(int number) {
    tasks[number].cancel();
  }

  @Override
  public int bookBytes() {
    return Integer.BYTES;
  }

  @Override
  public int tick() {
    now++;
    fired = 0;
    try {
      for (var bucket = buckets.peek(); bucket != null; bucket = buckets.peek()) {
        long expiration = (long) EXPIRATION.invokeExact(bucket);
        if (expiration > now) {
          break;
        }
        buckets.remove(bucket);
        wheel.advanceClock(expiration);
        FLUSH.invokeExact(bucket, replace);
      }
      wheel.advanceClock(now);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return fired;
  }

  /// What is due doesn't find a bucket.
  private void replace(TimerTaskEntry entry) {
    if (!wheel.add(entry) && !entry.cancelled()) {
      entry.timerTask.run();
      fired++;
    }
  }

  private static final class Nothing extends TimerTask {
    Nothing(long delayMillis) {
      super(delayMillis);
    }

    @Override
    public void run() {}
  }
}
