package io.tickwheel.executor;

import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.CommandLog;
import io.tickwheel.jetstream.DispatchLog;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.Stops;
import io.tickwheel.message.Command;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.CommandCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Plays the owner of all partitions: hands attempts out, asks for stops, hears results.
final class TestOwner implements AutoCloseable {
  static final int PARTITIONS = 2;

  private static final int WAIT_SECONDS = 30;
  private static final AtomicLong IDS = new AtomicLong();

  private final NatsLink link;
  private final List<Reading> readings = new ArrayList<>();
  private final CompletableFuture<ExecutorBeat> firstBeat = new CompletableFuture<>();
  private final Map<AttemptId, CompletableFuture<Command.AttemptEnded>> ends =
      new ConcurrentHashMap<>();

  TestOwner(String natsUrl) {
    link = NatsLink.connect(natsUrl, "test-owner");
    readings.add(new Beats(link).onExecutor(firstBeat::complete));
    var commands = new CommandLog(link);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      readings.add(commands.read(partition, 1, (sequence, frame) -> hear(frame)));
    }
  }

  ExecutorBeat beat() {
    return get(firstBeat);
  }

  AttemptId dispatch(TaskSpec spec) {
    long id = IDS.incrementAndGet();
    var attempt = new AttemptId(TaskId.create(id, (int) (id % PARTITIONS), id), 1);
    long now = System.currentTimeMillis();
    var dispatch = new Dispatch(attempt, PackedSpec.pack(spec), now, now);
    var frame = new DispatchFrame(attempt.task().partition(), 1, id, List.of(dispatch));
    get(new DispatchLog(link).publish(beat().incarnation(), frame));
    return attempt;
  }

  void stop(AttemptId attempt) {
    new Stops(link)
        .publish(
            beat().incarnation(),
            new StopFrame(attempt.task().partition(), 1, 0, List.of(attempt)));
  }

  Command.AttemptEnded awaitEnd(AttemptId attempt) {
    return get(end(attempt));
  }

  @Override
  public void close() {
    readings.forEach(Reading::close);
    link.close();
  }

  private void hear(byte[] frame) {
    for (Command command : CommandCodec.decodeCommands(frame).commands()) {
      if (command instanceof Command.AttemptEnded ended) {
        end(new AttemptId(ended.task(), ended.attempt())).complete(ended);
      }
    }
  }

  private CompletableFuture<Command.AttemptEnded> end(AttemptId attempt) {
    return ends.computeIfAbsent(attempt, _ -> new CompletableFuture<>());
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
