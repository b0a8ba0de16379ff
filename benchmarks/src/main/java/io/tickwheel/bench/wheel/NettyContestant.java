package io.tickwheel.bench.wheel;

import static java.lang.invoke.MethodType.methodType;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/// Netty's timer with its worker's turn taken by us: the same calls, without waiting for the next
/// tick.
final class NettyContestant implements Contestant {
  private static final int SPOKES = 1 << 20;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int STARTED = 1;

  private static final Class<?> WORKER = Inside.type("io.netty.util.HashedWheelTimer$Worker");
  private static final Class<?> BUCKET =
      Inside.type("io.netty.util.HashedWheelTimer$HashedWheelBucket");
  private static final MethodHandle TRANSFER =
      Inside.method(WORKER, "transferTimeoutsToBuckets", methodType(void.class, Object.class));
  private static final MethodHandle PROCESS_CANCELLED =
      Inside.method(WORKER, "processCancelledTasks", methodType(void.class, Object.class));
  private static final MethodHandle EXPIRE =
      Inside.method(
          BUCKET, "expireTimeouts", methodType(void.class, Object.class, long.class), long.class);

  private final Timeout[] timeouts;
  private final HashedWheelTimer timer;
  private final Object worker;
  private final Object[] buckets;
  private final Queue<?> arriving;
  private final Field workerTick;
  private final TimerTask count = this::count;
  private long tick;
  private int fired;

  NettyContestant(int capacity) throws ReflectiveOperationException {
    timeouts = new Timeout[capacity];
    timer = new HashedWheelTimer(Thread::new, 1, TimeUnit.MILLISECONDS, SPOKES, false);
    Inside.field(HashedWheelTimer.class, "workerState").setInt(timer, STARTED);
    Inside.field(HashedWheelTimer.class, "startTime").setLong(timer, System.nanoTime());
    worker = Inside.field(HashedWheelTimer.class, "worker").get(timer);
    buckets = (Object[]) Inside.field(HashedWheelTimer.class, "wheel").get(timer);
    arriving = (Queue<?>) Inside.field(HashedWheelTimer.class, "timeouts").get(timer);
    workerTick = Inside.field(WORKER, "tick");
  }

  @Override
  public void schedule(int number, int delayMillis) {
    timeouts[number] = timer.newTimeout(count, delayMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void cancel(int number) {
    timeouts[number].cancel();
  }

  /// Netty's other threads only queue what they want; the worker does it at its next tick.
  @Override
  public void settle() {
    try {
      PROCESS_CANCELLED.invokeExact(worker);
      while (!arriving.isEmpty()) {
        TRANSFER.invokeExact(worker);
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int bookBytes() {
    return Integer.BYTES;
  }

  @Override
  public int tick() {
    fired = 0;
    try {
      PROCESS_CANCELLED.invokeExact(worker);
      TRANSFER.invokeExact(worker);
      EXPIRE.invokeExact(buckets[(int) (tick & (SPOKES - 1))], (tick + 1) * TICK_NANOS);
      workerTick.setLong(worker, ++tick);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return fired;
  }

  private void count(Timeout timeout) {
    fired++;
  }
}
