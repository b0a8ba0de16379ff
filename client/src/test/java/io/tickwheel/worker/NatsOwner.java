package io.tickwheel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.CommandLog;
import io.tickwheel.jetstream.DispatchLog;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.Stops;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.message.Command;
import io.tickwheel.message.Command.AttemptEnded;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.CommandCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The owner of all partitions on a real NATS, reduced to what a worker sees of it: dispatches by
/// hand, reads results, drops frames it has seen. Every wait is bounded and ends when fulfilled.
final class NatsOwner implements AutoCloseable {
  static final int PARTITIONS = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final NatsLink link;
  private final DispatchLog dispatches;
  private final List<Reading> readings = new ArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicLong frames = new AtomicLong();
  private final Map<AttemptId, AttemptEnded> results = new HashMap<>();
  private final Map<Incarnation, ExecutorBeat> beats = new HashMap<>();
  private final Set<String> framesSeen = new HashSet<>();
  private int repeats;

  NatsOwner(String url) {
    link = NatsLink.connect(url, "owner");
    Topology.provision(link, PARTITIONS, 1);
    dispatches = new DispatchLog(link);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int of = partition;
      readings.add(
          new CommandLog(link)
              .read(
                  partition,
                  1,
                  (sequence, bytes) -> decide(of, CommandCodec.decodeCommands(bytes))));
    }
    readings.add(new Beats(link).onExecutor(this::heard));
  }

  ExecutorBeat awaitBeat(Predicate<ExecutorBeat> wanted) {
    synchronized (this) {
      await(() -> beats.values().stream().anyMatch(wanted));
      return beats.values().stream().filter(wanted).findFirst().orElseThrow();
    }
  }

  AttemptId dispatch(Incarnation executor, TaskSpec spec) throws Exception {
    return dispatch(executor, spec, 1).getFirst();
  }

  List<AttemptId> dispatch(Incarnation executor, TaskSpec spec, int count) throws Exception {
    int partition = (int) (ids.incrementAndGet() % PARTITIONS);
    PackedSpec packed = PackedSpec.pack(spec);
    var frame = new ArrayList<Dispatch>(count);
    for (int n = 0; n < count; n++) {
      var id = new AttemptId(TaskId.create(1, partition, ids.incrementAndGet()), 1);
      frame.add(new Dispatch(id, packed, 0, 0));
    }
    publish(executor, new DispatchFrame(partition, 1, frames.incrementAndGet(), frame))
        .get(30, TimeUnit.SECONDS);
    return frame.stream().map(Dispatch::attempt).toList();
  }

  CompletableFuture<Void> publish(Incarnation executor, DispatchFrame frame) {
    return dispatches.publish(executor, frame);
  }

  void stop(Incarnation executor, AttemptId attempt) {
    new Stops(link)
        .publish(executor, new StopFrame(attempt.task().partition(), 1, 0, List.of(attempt)));
  }

  synchronized AttemptEnded result(AttemptId attempt) {
    await(() -> results.containsKey(attempt));
    return Objects.requireNonNull(results.get(attempt));
  }

  Outcome outcome(AttemptId attempt) {
    return result(attempt).outcome();
  }

  synchronized void awaitResults(int count) {
    await(() -> results.size() >= count);
  }

  synchronized int resultCount() {
    return results.size();
  }

  /// Results that were told a second time in a new frame.
  synchronized int repeats() {
    return repeats;
  }

  @Override
  public void close() {
    readings.forEach(Reading::close);
    link.close();
  }

  private synchronized void decide(int partition, CommandFrame frame) {
    if (!framesSeen.add(partition + " " + frame.source() + " " + frame.number())) {
      return;
    }
    for (Command command : frame.commands()) {
      assertThat(command).isInstanceOf(AttemptEnded.class);
      var ended = (AttemptEnded) command;
      AttemptEnded before = results.put(new AttemptId(ended.task(), ended.attempt()), ended);
      repeats += before == null ? 0 : 1;
    }
    notifyAll();
  }

  private synchronized void heard(ExecutorBeat beat) {
    @Nullable ExecutorBeat _ = beats.put(beat.incarnation(), beat);
    notifyAll();
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("waited in vain; " + results.size() + " results, " + beats);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
