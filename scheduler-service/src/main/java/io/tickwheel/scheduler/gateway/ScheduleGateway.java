package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Carries valid wishes about schedules to whoever owns them, and gathers them from all owners.
/// Thread-safe; nothing here blocks.
public final class ScheduleGateway {
  private final Owners owners;

  public ScheduleGateway(Owners owners) {
    this.owners = owners;
  }

  /// `wish` is given the schedule's place. Refused when this scheduler does not know the partitions
  /// yet.
  public CompletableFuture<ScheduleAnswer> act(
      ScheduleId id, Function<TaskId, ScheduleCommand> wish) {
    if (owners.partitions() == 0) {
      return refused(Refusals.notReady());
    }
    TaskId place = id.place(owners.partitions());
    return owners
        .ask(place.partition(), wish.apply(place))
        .thenApply(reply -> answered(id, reply))
        .exceptionally(failure -> new ScheduleAnswer.Refused(Refusals.unanswered(failure)));
  }

  public CompletableFuture<ScheduleAnswer> look(ScheduleId id) {
    if (owners.partitions() == 0) {
      return refused(Refusals.notReady());
    }
    int partition = id.place(owners.partitions()).partition();
    return owners
        .list(partition, new ScheduleQuery(id.text(), true, 1))
        .thenApply(found -> looked(id, found))
        .exceptionally(failure -> new ScheduleAnswer.Refused(Refusals.unanswered(failure)));
  }

  /// The first `limit` schedules whose id follows `after`, in the order of ids.
  public CompletableFuture<ScheduleAnswer> list(String after, int limit) {
    int partitions = owners.partitions();
    if (partitions == 0) {
      return refused(Refusals.notReady());
    }
    List<CompletableFuture<List<ScheduleView>>> parts = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      parts.add(owners.list(partition, new ScheduleQuery(after, false, limit)));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(done -> (ScheduleAnswer) new ScheduleAnswer.Many(merged(parts, limit)))
        .exceptionally(failure -> new ScheduleAnswer.Refused(Refusals.unanswered(failure)));
  }

  private static List<ScheduleView> merged(
      List<CompletableFuture<List<ScheduleView>>> parts, int limit) {
    return parts.stream()
        .flatMap(part -> part.join().stream())
        .sorted(Comparator.comparing(ScheduleView::id))
        .limit(limit)
        .toList();
  }

  private static ScheduleAnswer looked(ScheduleId id, List<ScheduleView> found) {
    return found.isEmpty()
        ? new ScheduleAnswer.Refused(Refusals.unknown(id))
        : new ScheduleAnswer.One(found.getFirst());
  }

  private static ScheduleAnswer answered(ScheduleId id, Reply reply) {
    return switch (reply) {
      case Reply.ScheduleDone(TaskId place, ScheduleView view) -> new ScheduleAnswer.One(view);
      case Reply.Planned planned ->
          new ScheduleAnswer.Planned(planned.nominalMillis(), planned.left());
      case Reply.Rejected rejected -> new ScheduleAnswer.Refused(Refusals.of(id, rejected));
      case Reply.Done done -> throw new IllegalStateException("a task's answer to a schedule");
      case Reply.Noted noted -> throw new IllegalStateException("a task's answer to a schedule");
      case Reply.Same same -> throw new IllegalStateException("a task's answer to a schedule");
    };
  }

  private static CompletableFuture<ScheduleAnswer> refused(io.tickwheel.problem.Problem problem) {
    return completedFuture(new ScheduleAnswer.Refused(problem));
  }
}
