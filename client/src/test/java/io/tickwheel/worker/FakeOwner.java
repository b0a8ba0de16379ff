package io.tickwheel.worker;

import io.tickwheel.message.Command.AttemptEnded;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Owners and NATS in memory: dispatches by hand, keeps what it is told. Every wait is bounded and
/// ends when it is fulfilled.
final class FakeOwner implements OwnerLink {
  private static final long PATIENCE_MILLIS = 20_000;

  private final AtomicLong ids = new AtomicLong();
  private final Map<AttemptId, Long> frames = new ConcurrentHashMap<>();
  private final List<AttemptEnded> results = new ArrayList<>();
  private final List<ExecutorBeat> beats = new ArrayList<>();
  private final Queue<Runnable> unacknowledged = new ArrayDeque<>();
  private @Nullable Incarnation member;
  private @Nullable Consumer<DispatchFrame> dispatches;
  private @Nullable Consumer<StopFrame> stops;
  private boolean reachable = true;
  private boolean admitting = true;
  private boolean asked;
  private boolean acknowledging = true;
  private long sequence = 100;

  static TaskSpec spec(String type) {
    return TaskSpec.of(type, new Target.Handler(), Payload.EMPTY);
  }

  AttemptId nextAttempt() {
    return new AttemptId(TaskId.create(1, 3, ids.incrementAndGet()), 1);
  }

  AttemptId dispatch(TaskSpec spec) {
    AttemptId id = nextAttempt();
    dispatch(id, spec);
    return id;
  }

  void dispatch(AttemptId id, TaskSpec spec) {
    dispatch(
        new DispatchFrame(
            3, 1, number(id), List.of(new Dispatch(id, PackedSpec.pack(spec), 0, 0))));
  }

  /// A dispatch that is repeated is the same frame again.
  private long number(AttemptId id) {
    return frames.computeIfAbsent(id, _ -> frames.size() + 1L);
  }

  void dispatch(DispatchFrame frame) {
    Consumer<DispatchFrame> to;
    synchronized (this) {
      await(() -> dispatches != null);
      to = dispatches;
    }
    if (to != null) {
      to.accept(frame);
    }
  }

  void stop(AttemptId... attempts) {
    stop(new StopFrame(3, 1, 0, List.of(attempts)));
  }

  void stop(StopFrame frame) {
    Consumer<StopFrame> to;
    synchronized (this) {
      await(() -> stops != null);
      to = stops;
    }
    if (to != null) {
      to.accept(frame);
    }
  }

  synchronized void reachable(boolean now) {
    reachable = now;
  }

  /// Whoever wants to join waits while this is false.
  synchronized void admitting(boolean now) {
    admitting = now;
    notifyAll();
  }

  synchronized void awaitAsked() {
    await(() -> asked);
  }

  /// From now on results stay unacknowledged until [#acknowledgeAll].
  synchronized void holdAcknowledgements() {
    acknowledging = false;
  }

  void acknowledgeAll() {
    List<Runnable> waiting;
    synchronized (this) {
      acknowledging = true;
      waiting = List.copyOf(unacknowledged);
      unacknowledged.clear();
    }
    waiting.forEach(Runnable::run);
  }

  synchronized List<AttemptEnded> results() {
    return List.copyOf(results);
  }

  synchronized Outcome outcome(AttemptId id) {
    await(() -> results.stream().anyMatch(of(id)));
    return results.stream().filter(of(id)).findFirst().orElseThrow().outcome();
  }

  synchronized List<AttemptEnded> awaitResults(int count) {
    await(() -> results.size() >= count);
    return List.copyOf(results);
  }

  synchronized ExecutorBeat awaitBeat(Predicate<ExecutorBeat> wanted) {
    await(() -> beats.stream().anyMatch(wanted));
    return beats.stream().filter(wanted).findFirst().orElseThrow();
  }

  synchronized ExecutorBeat nextBeat() {
    int before = beats.size();
    await(() -> beats.size() > before + 1);
    return beats.getLast();
  }

  synchronized List<ExecutorBeat> beats() {
    return List.copyOf(beats);
  }

  synchronized Incarnation awaitMember(Predicate<Incarnation> wanted) {
    await(() -> member != null && wanted.test(member));
    return java.util.Objects.requireNonNull(member);
  }

  @Override
  public synchronized Membership join(
      Incarnation me, Consumer<DispatchFrame> toDispatches, Consumer<StopFrame> toStops) {
    if (!reachable) {
      throw new IllegalStateException("not reachable");
    }
    asked = true;
    notifyAll();
    await(() -> admitting);
    member = me;
    dispatches = toDispatches;
    stops = toStops;
    notifyAll();
    return () -> {};
  }

  @Override
  public void send(AttemptEnded ended, LongConsumer acknowledged) {
    boolean now;
    long position;
    synchronized (this) {
      results.add(ended);
      position = ++sequence;
      now = acknowledging;
      if (!now) {
        unacknowledged.add(() -> acknowledged.accept(position));
      }
      notifyAll();
    }
    if (now) {
      acknowledged.accept(position);
    }
  }

  @Override
  public synchronized boolean beat(ExecutorBeat beat) {
    if (reachable) {
      beats.add(beat);
      notifyAll();
    }
    return reachable;
  }

  @Override
  public void close() {}

  private static Predicate<AttemptEnded> of(AttemptId id) {
    return ended -> ended.task().equals(id.task()) && ended.attempt() == id.number();
  }

  private void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!condition.getAsBoolean()) {
      long left = deadline - System.currentTimeMillis();
      if (left <= 0) {
        throw new AssertionError("waited in vain; results " + results + ", beats " + beats.size());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
