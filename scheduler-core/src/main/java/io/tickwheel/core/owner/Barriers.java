package io.tickwheel.core.owner;

import io.tickwheel.message.DispatchMark;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.model.Incarnation;
import java.util.HashMap;
import java.util.Map;

/// How an owner becomes certain that a dispatch will not start any more: it numbers its frames for
/// each executor, asks the executor to refuse everything up to a number, and hears in the next
/// heartbeat that it does. No clocks are compared and no delay is trusted: a frame from before our
/// epoch, however late, meets the same refusal. Not thread-safe.
final class Barriers {
  private final int partition;
  private final Map<Incarnation, Line> lines = new HashMap<>();
  private long nowMillis;

  private static final class Line {
    long sent;
    long barrier;
    long setAtMillis;
    boolean isSet;
  }

  Barriers(int partition) {
    this.partition = partition;
  }

  /// Moves time. Barriers are remembered by their time; when the clock is set back they are void.
  void at(long millis) {
    if (millis < nowMillis) {
      lines.values().forEach(line -> line.isSet = false);
    }
    nowMillis = millis;
  }

  /// The number for the next frame to this executor.
  long next(Incarnation executor) {
    return ++line(executor).sent;
  }

  /// The number up to which this executor is to refuse, 0 for none of our epoch.
  long barrier(Incarnation executor) {
    return line(executor).barrier;
  }

  /// From now on the executor is asked to refuse what was sent so far.
  void set(Incarnation executor) {
    Line line = line(executor);
    line.barrier = line.sent;
    line.setAtMillis = nowMillis;
    line.isSet = true;
  }

  /// What was released before this time has reached the executor or never will; Long.MIN_VALUE when
  /// nothing is certain.
  long certainBefore(ExecutorBeat beat, long epoch) {
    Line line = lines.get(beat.incarnation());
    if (line == null || !line.isSet) {
      return Long.MIN_VALUE;
    }
    DispatchMark mark = beat.marks().getOrDefault(partition, DispatchMark.NONE);
    boolean stands = mark.epoch() == epoch && mark.number() >= line.barrier;
    return stands ? line.setAtMillis : Long.MIN_VALUE;
  }

  void forget(Incarnation executor) {
    lines.remove(executor);
  }

  private Line line(Incarnation executor) {
    return lines.computeIfAbsent(executor, id -> new Line());
  }
}
