package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import io.tickwheel.scheduler.intake.ScheduleIntake.Wanted;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Tasks that were submitted with a `cron` field: each makes a schedule. Thread-safe; nothing here
/// blocks.
public final class RecurringTasks {
  private final ScheduleIntake intake;
  private final ScheduleGateway schedules;

  public RecurringTasks(ScheduleIntake intake, ScheduleGateway schedules) {
    this.intake = intake;
    this.schedules = schedules;
  }

  CompletableFuture<Answer> submit(
      byte[] bytes, int from, int length, Optional<IdempotencyKey> key, long nowMillis) {
    try {
      Wanted wanted = intake.recurring(bytes, from, length, key, nowMillis);
      return schedules
          .act(
              wanted.id(),
              place -> new ScheduleCommand.Save(place, wanted.id(), wanted.spec(), true))
          .thenCompose(answer -> answered(wanted, key.isPresent(), answer));
    } catch (ProblemException e) {
      return completedFuture(new Answer.Refused(e.problem()));
    }
  }

  private CompletableFuture<Answer> answered(Wanted wanted, boolean keyed, ScheduleAnswer answer) {
    return switch (answer) {
      case ScheduleAnswer.One(ScheduleView view) -> completedFuture(new Answer.Standing(view));
      case ScheduleAnswer.Refused(Problem problem) ->
          keyed && problem.kind() == ProblemKind.SCHEDULE_TAKEN
              ? schedules.look(wanted.id()).thenApply(found -> repeated(wanted, found))
              : completedFuture(new Answer.Refused(problem));
      case ScheduleAnswer.Many many -> throw new IllegalStateException("not one schedule");
      case ScheduleAnswer.Planned planned -> throw new IllegalStateException("not one schedule");
    };
  }

  /// The key made a schedule before: by the same request, or by another.
  private static Answer repeated(Wanted wanted, ScheduleAnswer found) {
    return switch (found) {
      case ScheduleAnswer.One(ScheduleView view) ->
          view.spec().equals(wanted.spec())
              ? new Answer.Standing(view)
              : new Answer.Refused(Refusals.keyOfAnother(view.id()));
      case ScheduleAnswer.Refused(Problem problem) -> new Answer.Refused(problem);
      case ScheduleAnswer.Many many -> throw new IllegalStateException("not one schedule");
      case ScheduleAnswer.Planned planned -> throw new IllegalStateException("not one schedule");
    };
  }
}
