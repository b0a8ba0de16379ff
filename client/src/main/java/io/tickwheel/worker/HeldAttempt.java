package io.tickwheel.worker;

import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An attempt that was taken: waits, runs, ends. Ends exactly once; the thread that ends it reports
/// it. Interrupts reach the slot's thread only while it runs this attempt. Thread-safe.
final class HeldAttempt implements Holding, AttemptContext {
  private final Attempt attempt;
  private final SlotGroup group;
  private final AttemptSink sink;
  private final long arrivedNanos;

  private State state = State.WAITING;
  private @Nullable Thread thread;
  private @Nullable Stop stop;
  private @Nullable Cancellation cancellation;
  private long startedAtMillis;
  private long deadlineMillis;
  private long deadlineNanos;

  private enum State {
    WAITING,
    RUNNING,
    ENDED
  }

  HeldAttempt(Attempt attempt, SlotGroup group, AttemptSink sink, long arrivedNanos) {
    this.attempt = attempt;
    this.group = group;
    this.sink = sink;
    this.arrivedNanos = arrivedNanos;
  }

  Attempt attempt() {
    return attempt;
  }

  SlotGroup group() {
    return group;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  int priorityLevel() {
    return attempt.spec().priority().level();
  }

  /// False when the attempt ended while it waited.
  synchronized boolean begin(Thread slot, long nowMillis, long nowNanos) {
    if (state != State.WAITING) {
      return false;
    }
    long timeoutMillis = attempt.spec().timeoutMillis();
    state = State.RUNNING;
    thread = slot;
    startedAtMillis = nowMillis;
    deadlineMillis = nowMillis + timeoutMillis;
    deadlineNanos = nowNanos + timeoutMillis * 1_000_000;
    return true;
  }

  /// What the attempt ended with; empty when it was abandoned before. Called on the slot's thread,
  /// whose interrupts end here.
  synchronized Optional<Outcome> end(Outcome returned) {
    if (state != State.RUNNING) {
      return Optional.empty();
    }
    var _ = Thread.interrupted();
    state = State.ENDED;
    thread = null;
    return Optional.of(
        stop == null ? returned : stop.judge(returned, attempt.spec().timeoutMillis()));
  }

  /// True when this call ended the attempt before it began.
  synchronized boolean endWaiting() {
    boolean waited = state == State.WAITING;
    if (waited) {
      state = State.ENDED;
    }
    return waited;
  }

  /// Asks a running attempt to stop, once; false when it does not run or was asked before.
  boolean stop(Stop why, long nowNanos) {
    Cancellation told;
    synchronized (this) {
      if (state != State.RUNNING || stop != null) {
        return false;
      }
      stop = why;
      deadlineNanos = nowNanos + group.abandonAfterNanos();
      told = cancellation();
    }
    told.request(why);
    synchronized (this) {
      if (thread != null) {
        thread.interrupt();
      }
    }
    return true;
  }

  /// Stops what is over its time, and ends what was asked to stop too long ago: then the outcome,
  /// for the caller to report.
  Optional<Outcome> checkTime(long nowNanos) {
    synchronized (this) {
      if (state != State.RUNNING || nowNanos - deadlineNanos < 0) {
        return Optional.empty();
      }
      if (stop != null) {
        state = State.ENDED;
        thread = null;
        return Optional.of(stop.abandoned(attempt.spec().timeoutMillis()));
      }
    }
    stop(Stop.TIMEOUT, nowNanos);
    return Optional.empty();
  }

  synchronized boolean hasEnded() {
    return state == State.ENDED;
  }

  /// Nanoseconds from `nowNanos` until [#checkTime] has something to do.
  synchronized long nanosUntilCheck(long nowNanos) {
    return state == State.RUNNING ? deadlineNanos - nowNanos : Long.MAX_VALUE;
  }

  /// 0 when it never began.
  synchronized long startedAtMillis() {
    return startedAtMillis;
  }

  @Override
  public AttemptId id() {
    return attempt.id();
  }

  @Override
  public synchronized long deadlineMillis() {
    return deadlineMillis;
  }

  @Override
  public synchronized Cancellation cancellation() {
    if (cancellation == null) {
      cancellation = new Cancellation();
    }
    return cancellation;
  }

  @Override
  public void log(String line) {
    sink.line(id(), line);
  }

  @Override
  public void progress(double fraction) {
    sink.progress(id(), Math.clamp(fraction, 0.0, 1.0));
  }
}
