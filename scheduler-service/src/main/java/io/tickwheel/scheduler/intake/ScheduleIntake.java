package io.tickwheel.scheduler.intake;

import io.tickwheel.core.schedule.BadScheduleException;
import io.tickwheel.core.schedule.Timetable;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Reads a schedule's JSON into a specification that can be followed, or throws [ProblemException]
/// with what is wrong with it. Unknown fields are refused. Thread-safe.
public final class ScheduleIntake {
  /// Who defines what comes over the API.
  public static final String SOURCE = "api";

  private final RetryPolicy retryDefault;
  private final RandomGenerator random;

  /// `random` must be thread-safe.
  public ScheduleIntake(RetryPolicy retryDefault, RandomGenerator random) {
    this.retryDefault = retryDefault;
    this.random = random;
  }

  /// A schedule that does not exist yet.
  public record Wanted(ScheduleId id, ScheduleSpec spec) {}

  public Wanted create(byte[] body, long nowMillis) {
    var draft = ScheduleDraft.fresh(retryDefault, nowMillis);
    Wanted[] wanted = new Wanted[1];
    read(
        body,
        0,
        body.length,
        in -> {
          draft.read(in);
          wanted[0] = wanted(draft, Optional.empty(), nowMillis);
        });
    return wanted[0];
  }

  /// A task with a `cron` field, which stands somewhere in `bytes`.
  public Wanted recurring(
      byte[] bytes, int from, int length, Optional<IdempotencyKey> key, long nowMillis) {
    var draft = ScheduleDraft.fresh(retryDefault, nowMillis);
    Wanted[] wanted = new Wanted[1];
    read(
        bytes,
        from,
        length,
        in -> {
          draft.readFlat(in);
          wanted[0] = wanted(draft, key, nowMillis);
        });
    return wanted[0];
  }

  /// The whole specification of the schedule of this id, which may exist.
  public ScheduleSpec replace(ScheduleId id, byte[] body, long nowMillis) {
    var draft = ScheduleDraft.fresh(retryDefault, nowMillis);
    ScheduleSpec[] spec = new ScheduleSpec[1];
    read(
        body,
        0,
        body.length,
        in -> {
          draft.read(in);
          requireId(draft, id);
          spec[0] = checked(draft.finish(id.text(), SOURCE), nowMillis);
        });
    return spec[0];
  }

  /// The specification of a schedule after some of its fields have changed. A field that is null
  /// has its default again.
  public ScheduleSpec change(ScheduleView now, byte[] body, long nowMillis) {
    var draft = ScheduleDraft.changing(withRunsLeft(now), retryDefault, nowMillis);
    ScheduleSpec[] spec = new ScheduleSpec[1];
    read(
        body,
        0,
        body.length,
        in -> {
          draft.read(in);
          requireId(draft, now.id());
          requireRuns(draft, now);
          spec[0] = checked(draft.finish(now.id().text(), SOURCE), nowMillis);
        });
    return spec[0];
  }

  private Wanted wanted(ScheduleDraft draft, Optional<IdempotencyKey> key, long nowMillis)
      throws Refusal {
    ScheduleId id =
        draft
            .id()
            .or(() -> key.map(ScheduleIds::ofKey))
            .or(() -> draft.name().flatMap(ScheduleIds::ofName))
            .orElseGet(() -> ScheduleIds.random(random.nextLong()));
    return new Wanted(id, checked(draft.finish(id.text(), SOURCE), nowMillis));
  }

  private static void read(byte[] bytes, int from, int length, JsonInput.BodyReader reader) {
    if (length > IntakeLimits.BODY_BYTES_MAX) {
      throw new ProblemException(BodyTooLarge.problem(length));
    }
    Optional<Problem> problem = JsonInput.read(bytes, from, length, reader);
    if (problem.isPresent()) {
      throw new ProblemException(problem.get());
    }
  }

  /// What an owner will be able to follow.
  private static ScheduleSpec checked(ScheduleSpec spec, long nowMillis) throws Refusal {
    try {
      Timetable.of(spec, nowMillis);
      return spec;
    } catch (BadScheduleException e) {
      throw Refusal.of(BadTiming.problem(e.field(), e.sentence(), e.position()));
    }
  }

  private static void requireId(ScheduleDraft draft, ScheduleId id) throws Refusal {
    if (draft.id().isPresent() && !draft.id().get().equals(id)) {
      throw Refusal.of(
          ProblemKind.CONFLICTING_FIELDS,
          "id is not that of the path; an id cannot be changed.",
          "id",
          id.text());
    }
  }

  private static ScheduleSpec withRunsLeft(ScheduleView now) {
    ScheduleSpec spec = now.spec();
    return now.runsLeft() < 0 ? spec : spec.withRunsMax(now.runsLeft());
  }

  /// 0 runs left would read as no bound.
  private static void requireRuns(ScheduleDraft draft, ScheduleView now) throws Refusal {
    if (now.runsLeft() == 0 && !draft.gives(ScheduleField.REMAINING_RUNS)) {
      throw Refusal.of(
          ProblemKind.WRONG_STATE,
          "Schedule '" + now.id() + "' has no runs left, so a change of it does nothing.",
          "remaining_runs",
          "how many runs there are to be from now on, or null for no bound");
    }
    if (draft.isEmpty()) {
      throw Refusal.of(
          ProblemKind.MISSING_FIELD,
          "Nothing is to be changed.",
          "name",
          "at least one of a schedule's fields");
    }
  }
}
