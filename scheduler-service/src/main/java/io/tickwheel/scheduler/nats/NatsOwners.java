package io.tickwheel.scheduler.nats;

import io.tickwheel.jetstream.Asks;
import io.tickwheel.jetstream.CommandClient;
import io.tickwheel.jetstream.LaneFullException;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NoAnswerException;
import io.tickwheel.jetstream.ScheduleAsks;
import io.tickwheel.message.Command;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import io.tickwheel.scheduler.gateway.NoOwnerException;
import io.tickwheel.scheduler.gateway.NoOwnerException.Fate;
import io.tickwheel.scheduler.gateway.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The owners of all partitions, reached over NATS; nobody until [#connect] is called.
public final class NatsOwners implements Owners, AutoCloseable {
  private static final String UNSENT = "NATS is not reachable now; nothing was accepted.";

  private volatile @Nullable Connected connected;

  private record Connected(
      NatsLink link, CommandClient commands, Asks asks, ScheduleAsks schedules, int partitions) {}

  /// `patience`: how long an owner may take to answer.
  public void connect(Session session, Duration patience) {
    UUID incarnation = UUID.randomUUID();
    var source =
        new Incarnation(
            incarnation.getMostSignificantBits(), incarnation.getLeastSignificantBits());
    int partitions = session.topology().partitions();
    connected =
        new Connected(
            session.link(),
            new CommandClient(session.link(), source, partitions, patience),
            new Asks(session.link()),
            new ScheduleAsks(session.link()),
            partitions);
  }

  @Override
  public int partitions() {
    Connected now = connected;
    return now == null ? 0 : now.partitions;
  }

  @Override
  public CompletableFuture<Reply> ask(int partition, Command command) {
    Connected now = connected;
    if (now == null || !now.link.isConnected()) {
      return CompletableFuture.failedFuture(new NoOwnerException(Fate.UNSENT, UNSENT));
    }
    return now.commands
        .ask(partition, command)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
  }

  @Override
  public CompletableFuture<Optional<TaskView>> look(TaskId task, Duration wait) {
    Connected now = connected;
    if (now == null || !now.link.isConnected()) {
      return CompletableFuture.failedFuture(new NoOwnerException(Fate.UNSENT, UNSENT));
    }
    return now.asks
        .ask(task, wait)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
  }

  @Override
  public CompletableFuture<List<ScheduleView>> list(int partition, ScheduleQuery query) {
    Connected now = connected;
    if (now == null || !now.link.isConnected()) {
      return CompletableFuture.failedFuture(new NoOwnerException(Fate.UNSENT, UNSENT));
    }
    return now.schedules
        .ask(partition, query)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
  }

  @Override
  public void close() {
    Connected now = connected;
    connected = null;
    if (now != null) {
      now.commands.close();
    }
  }

  private static Throwable translated(Throwable failure) {
    Throwable cause = failure.getCause();
    return switch (failure instanceof CompletionException && cause != null ? cause : failure) {
      case LaneFullException full ->
          new NoOwnerException(
              Fate.UNSENT, "More requests are under way than this scheduler carries.");
      case NoAnswerException none when none.stored() ->
          new NoOwnerException(
              Fate.STORED,
              "The task's partition has no owner now; the request is stored and will be decided.");
      case NoAnswerException none ->
          new NoOwnerException(
              Fate.UNKNOWN,
              "No owner answered in time; repeat the request with the same Idempotency-Key,"
                  + " or look whether it was carried out.");
      case Throwable other -> other;
    };
  }
}
