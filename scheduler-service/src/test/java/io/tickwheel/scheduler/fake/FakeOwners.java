package io.tickwheel.scheduler.fake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.tickwheel.message.Command;
import io.tickwheel.message.Reply;
import io.tickwheel.message.Reply.Reason;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.scheduler.gateway.NoOwnerException;
import io.tickwheel.scheduler.gateway.Owners;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Owners of four partitions, in memory. Tasks change only when they are told to; owners can be
/// told to be silent. Schedules are decided for good, at the times they are told.
@Alternative
@Priority(1)
@Singleton
public final class FakeOwners implements Owners {
  private static final int PARTITIONS = 4;

  private final ConcurrentMap<TaskId, Held> tasks = new ConcurrentHashMap<>();
  private final FakeSchedules schedules = new FakeSchedules(PARTITIONS);
  private volatile Optional<NoOwnerException.Fate> silence = Optional.empty();

  private record Held(TaskView view, OptionalLong requestHash) {}

  public void fallSilent(NoOwnerException.Fate fate) {
    silence = Optional.of(fate);
  }

  public void speak() {
    silence = Optional.empty();
  }

  /// What time it is for schedules; 0 for the machine's.
  public void setTime(long millis) {
    schedules.setTime(millis);
  }

  /// Whatever schedules have to do by then is done.
  public void passUntil(long millis) {
    schedules.passUntil(millis);
  }

  public void set(TaskId task, TaskState state) {
    tasks.computeIfPresent(
        task, (id, held) -> new Held(withState(held.view, state), held.requestHash));
  }

  public void forget(TaskId task) {
    tasks.remove(task);
  }

  public int size() {
    return tasks.size();
  }

  @Override
  public int partitions() {
    return PARTITIONS;
  }

  @Override
  public CompletableFuture<Reply> ask(int partition, Command command) {
    if (silence.isPresent()) {
      return failedFuture(new NoOwnerException(silence.get(), "No owner is there."));
    }
    return completedFuture(
        switch (command) {
          case Command.Submit submit -> submitted(submit);
          case ScheduleCommand wish -> schedules.decide(partition, wish);
          default -> decided(command);
        });
  }

  @Override
  public CompletableFuture<List<ScheduleView>> list(int partition, ScheduleQuery query) {
    return silence.isPresent()
        ? failedFuture(new NoOwnerException(silence.get(), "No owner is there."))
        : completedFuture(schedules.list(partition, query));
  }

  @Override
  public CompletableFuture<Optional<TaskView>> look(TaskId task, Duration wait) {
    if (silence.isPresent()) {
      return failedFuture(new NoOwnerException(silence.get(), "No owner is there."));
    }
    return completedFuture(
        Optional.ofNullable(tasks.get(task)).map(Held::view).or(() -> schedules.task(task)));
  }

  private Reply submitted(Command.Submit submit) {
    var held = new Held(fresh(submit), submit.requestHash());
    Held earlier = tasks.putIfAbsent(submit.task(), held);
    if (earlier == null) {
      return new Reply.Noted(submit.task());
    }
    return earlier.requestHash.equals(submit.requestHash())
        ? new Reply.Same(submit.task(), earlier.view.runAtMillis(), earlier.view.createdAtMillis())
        : rejected(submit.task(), Reason.KEY_REUSED, "");
  }

  private Reply decided(Command command) {
    TaskId task = command.task();
    Held held = tasks.get(task);
    if (held == null) {
      return rejected(task, Reason.UNKNOWN_TASK, "");
    }
    TaskState state = held.view.state();
    TaskState next =
        switch (command) {
          case Command.Cancel cancel -> state.isFinal() ? state : TaskState.CANCELLED;
          case Command.Retry retry -> state == TaskState.DEAD ? TaskState.QUEUED : state;
          case Command.Discard discard -> state == TaskState.DEAD ? TaskState.CANCELLED : state;
          case Command.RunNow now -> state == TaskState.SCHEDULED ? TaskState.QUEUED : state;
          case Command.Amend amend -> state;
          case Command.Submit submit -> state;
          case Command.AttemptEnded ended -> state;
          case ScheduleCommand wish -> state;
        };
    if (next == state && !(command instanceof Command.Amend)) {
      return rejected(task, Reason.WRONG_STATE, "is not in a state for that");
    }
    set(task, next);
    return new Reply.Done(withState(held.view, next));
  }

  private Reply rejected(TaskId task, Reason reason, String detail) {
    Held held = tasks.get(task);
    return new Reply.Rejected(
        task, reason, detail, Optional.ofNullable(held).map(h -> h.view.state()));
  }

  private static TaskView fresh(Command.Submit submit) {
    boolean due = submit.runAtMillis() <= submit.createdAtMillis();
    return new TaskView(
        submit.task(),
        due ? TaskState.QUEUED : TaskState.SCHEDULED,
        submit.spec().unpack(),
        submit.runAtMillis(),
        submit.createdAtMillis(),
        0,
        0,
        1,
        Optional.empty(),
        false,
        Optional.empty(),
        0,
        Payload.EMPTY);
  }

  private static TaskView withState(TaskView view, TaskState state) {
    return new TaskView(
        view.id(),
        state,
        view.spec(),
        view.runAtMillis(),
        view.createdAtMillis(),
        view.attempt(),
        view.charged(),
        view.life(),
        view.executor(),
        view.cancelling(),
        view.lastFailure(),
        view.finishedAtMillis(),
        view.output());
  }
}
