package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.message.Command;
import io.tickwheel.message.Reply;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskView;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.problem.Problem;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Carries valid requests to whoever owns the task. Keeps nothing but the count for admission: any
/// gateway takes any request. Thread-safe; nothing here blocks.
public final class Gateway {
  private static final int KEYED_TRIES = 3;

  private final Owners owners;
  private final History history;
  private final Admission admission;
  private final RandomGenerator random;
  private final Spread spread;

  /// `random` must be thread-safe.
  public Gateway(Owners owners, History history, Admission admission, RandomGenerator random) {
    this.owners = owners;
    this.history = history;
    this.admission = admission;
    this.random = random;
    this.spread = new Spread(random.nextInt(TaskId.PARTITIONS_MAX));
  }

  /// A valid task. `packed` is `spec`, encoded; `createdAtMillis` is when its submission came.
  public record Wanted(
      TaskSpec spec,
      PackedSpec packed,
      long runAtMillis,
      long createdAtMillis,
      Optional<Keyed> keyed) {}

  /// The key of a submission that may be repeated, and the hash of what it asks for.
  public record Keyed(IdempotencyKey key, long requestHash) {}

  public CompletableFuture<Answer> submit(Wanted wanted) {
    int partitions = owners.partitions();
    if (partitions == 0) {
      return refused(Refusals.notReady());
    }
    if (!admission.admit()) {
      return refused(Refusals.full(admission.tasksMax()));
    }
    TaskId task = id(wanted, partitions);
    var hash = wanted.keyed.map(k -> OptionalLong.of(k.requestHash)).orElse(OptionalLong.empty());
    var command =
        new Command.Submit(task, wanted.packed, wanted.runAtMillis, wanted.createdAtMillis, hash);
    return ask(command, wanted.keyed.isPresent() ? KEYED_TRIES : 1)
        .handle((reply, failure) -> submitted(wanted, command, reply, failure));
  }

  /// An owner that dies between its decision and its answer leaves the asker in doubt. With a key
  /// the same submission may be repeated: the next owner answers it as the same.
  private CompletableFuture<Reply> ask(Command.Submit command, int tries) {
    CompletableFuture<Reply> reply = owners.ask(command.task().partition(), command);
    return tries == 1 ? reply : reply.exceptionallyCompose(doubt -> ask(command, tries - 1));
  }

  /// Any command but a submission.
  public CompletableFuture<Answer> act(Command command) {
    TaskId task = command.task();
    if (owners.partitions() == 0) {
      return refused(Refusals.notReady());
    }
    if (task.partition() >= owners.partitions()) {
      return refused(Refusals.unknown(task));
    }
    return owners
        .ask(task.partition(), command)
        .thenCompose(this::decided)
        .exceptionally(failure -> undecided(task, failure));
  }

  /// The task as its owner has it, or else history.
  public CompletableFuture<Answer> look(TaskId task, Duration wait) {
    if (owners.partitions() == 0) {
      return refused(Refusals.notReady());
    }
    if (task.partition() >= owners.partitions()) {
      return refused(Refusals.unknown(task));
    }
    return owners
        .look(task, wait)
        .thenCompose(found -> looked(task, found))
        .exceptionally(failure -> new Answer.Refused(Refusals.unanswered(failure)));
  }

  private TaskId id(Wanted wanted, int partitions) {
    long now = wanted.createdAtMillis;
    return wanted.keyed.isPresent()
        ? wanted.keyed.get().key.task(partitions)
        : TaskId.create(now, spread.partition(now, partitions), random.nextLong());
  }

  private Answer submitted(
      Wanted wanted, Command.Submit sent, @Nullable Reply reply, @Nullable Throwable failure) {
    Answer answer =
        reply == null ? unsure(wanted, sent.task(), failure) : created(wanted, sent, reply);
    boolean isNew =
        answer instanceof Answer.Pending
            || (answer instanceof Answer.Created created && !created.same());
    if (isNew) {
      admission.letIn(sent.task().partition());
    } else {
      admission.notLetIn();
    }
    return answer;
  }

  private static Answer created(Wanted wanted, Command.Submit sent, Reply reply) {
    return switch (reply) {
      case Reply.Noted(TaskId task) ->
          new Answer.Created(task, wanted.spec, sent.runAtMillis(), sent.createdAtMillis(), false);
      case Reply.Done(TaskView view) ->
          new Answer.Created(
              view.id(), wanted.spec, view.runAtMillis(), view.createdAtMillis(), false);
      case Reply.Same(TaskId task, long runAtMillis, long createdAtMillis) ->
          new Answer.Created(task, wanted.spec, runAtMillis, createdAtMillis, true);
      case Reply.Rejected rejected -> new Answer.Refused(Refusals.of(rejected));
      case Reply.ScheduleDone done -> throw new IllegalStateException("not a task's answer");
      case Reply.Planned planned -> throw new IllegalStateException("not a task's answer");
    };
  }

  /// With a key the client can ask again and will be told; without one it needs the id now.
  private static Answer unsure(Wanted wanted, TaskId task, @Nullable Throwable failure) {
    Throwable certain = failure(failure);
    return Refusals.isStored(certain) && wanted.keyed.isEmpty()
        ? new Answer.Pending(task)
        : new Answer.Refused(Refusals.unanswered(certain));
  }

  private CompletableFuture<Answer> decided(Reply reply) {
    return switch (reply) {
      case Reply.Done(TaskView view) -> completedFuture(new Answer.Seen(view));
      case Reply.Noted(TaskId task) -> look(task, Duration.ZERO);
      case Reply.Same same -> look(same.task(), Duration.ZERO);
      case Reply.ScheduleDone done -> throw new IllegalStateException("not a task's answer");
      case Reply.Planned planned -> throw new IllegalStateException("not a task's answer");
      case Reply.Rejected rejected ->
          rejected.reason() == Reply.Reason.UNKNOWN_TASK
              ? history.find(rejected.task()).thenApply(known -> tooLate(rejected.task(), known))
              : refused(Refusals.of(rejected));
    };
  }

  private static Answer undecided(TaskId task, Throwable failure) {
    return Refusals.isStored(failure)
        ? new Answer.Pending(task)
        : new Answer.Refused(Refusals.unanswered(failure));
  }

  private CompletableFuture<Answer> looked(TaskId task, Optional<TaskView> found) {
    return found.isPresent()
        ? completedFuture(new Answer.Seen(found.get()))
        : history.find(task).thenApply(memory -> remembered(task, memory));
  }

  private static Answer remembered(TaskId task, History.Memory memory) {
    return switch (memory) {
      case History.Memory.Known(byte[] json, _) -> new Answer.Remembered(task, json);
      case History.Memory.Unknown() -> new Answer.Refused(Refusals.unknown(task));
      case History.Memory.Unreachable(String why) -> new Answer.Refused(Problem.unavailable(why));
    };
  }

  /// A task that is not with its owner any more has ended, so nothing can be done to it.
  private static Answer tooLate(TaskId task, History.Memory memory) {
    return memory instanceof History.Memory.Known(_, String status)
        ? new Answer.Refused(Refusals.wrongState(task.toString(), status, "has ended"))
        : remembered(task, memory);
  }

  private static Throwable failure(@Nullable Throwable failure) {
    return failure == null ? new IllegalStateException("neither answer nor failure") : failure;
  }

  private static CompletableFuture<Answer> refused(Problem problem) {
    return completedFuture(new Answer.Refused(problem));
  }
}
