package io.tickwheel.scheduler.intake;

import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a schedule does when an occurrence cannot simply run, while its body is being read.
final class PolicyDraft {
  private static final long TEN_YEARS_MILLIS = 3653L * 86_400_000;
  private static final int COUNT_MAX = 1_000_000_000;

  private Misfire misfire = CatchUp.DEFAULT.misfire();
  private long grace = CatchUp.DEFAULT.graceMillis();
  private long window = CatchUp.DEFAULT.windowMillis();
  private int catchUpMax = CatchUp.DEFAULT.countMax();
  private Overlap overlap = Overlap.SKIP;
  private RunCondition condition = RunCondition.ALWAYS;
  private long jitter;
  private long startAt;
  private long endAt;
  private int runsMax;
  private int pauseAfterFailures;
  private List<String> exclusions = List.of();

  static PolicyDraft of(ScheduleSpec spec) {
    var draft = new PolicyDraft();
    draft.misfire = spec.catchUp().misfire();
    draft.grace = spec.catchUp().graceMillis();
    draft.window = spec.catchUp().windowMillis();
    draft.catchUpMax = spec.catchUp().countMax();
    draft.overlap = spec.overlap();
    draft.condition = spec.condition();
    draft.jitter = spec.jitterMillis();
    draft.startAt = spec.startAtMillis();
    draft.endAt = spec.endAtMillis();
    draft.runsMax = spec.runsMax();
    draft.pauseAfterFailures = spec.pauseAfterFailures();
    draft.exclusions = spec.exclusions();
    return draft;
  }

  void value(ScheduleField field, Values values) throws IOException, Refusal {
    String path = field.word();
    switch (field) {
      case MISFIRE -> misfire = word(path, values, Misfire.values());
      case MISFIRE_GRACE -> grace = values.duration(path, 0, TEN_YEARS_MILLIS);
      case CATCHUP_WINDOW -> window = values.duration(path, 0, TEN_YEARS_MILLIS);
      case MAX_CATCHUP -> catchUpMax = (int) values.wholeNumber(path, 0, CatchUp.COUNT_MAX);
      case OVERLAP -> overlap = word(path, values, Overlap.values());
      case JITTER -> jitter = values.duration(path, 0, ScheduleSpec.JITTER_MAX_MILLIS);
      case START_AT -> startAt = values.instant(path);
      case END_AT -> endAt = values.instant(path);
      case REMAINING_RUNS -> runsMax = (int) values.wholeNumber(path, 1, COUNT_MAX);
      case EXCLUSIONS ->
          exclusions =
              values.list(
                  path,
                  ScheduleSpec.EXCLUSIONS_MAX,
                  at -> values.line(at, IntakeLimits.CRON_CHARS_MAX));
      case PAUSE_AFTER_FAILURES ->
          pauseAfterFailures = (int) values.wholeNumber(path, 0, COUNT_MAX);
      case CONDITION -> condition = word(path, values, RunCondition.values());
      default -> throw new IllegalArgumentException(field + " is no policy");
    }
  }

  /// A field that is null has its default.
  void reset(ScheduleField field) {
    switch (field) {
      case MISFIRE -> misfire = CatchUp.DEFAULT.misfire();
      case MISFIRE_GRACE -> grace = CatchUp.DEFAULT.graceMillis();
      case CATCHUP_WINDOW -> window = CatchUp.DEFAULT.windowMillis();
      case MAX_CATCHUP -> catchUpMax = CatchUp.DEFAULT.countMax();
      case OVERLAP -> overlap = Overlap.SKIP;
      case JITTER -> jitter = 0;
      case START_AT -> startAt = 0;
      case END_AT -> endAt = 0;
      case REMAINING_RUNS -> runsMax = 0;
      case EXCLUSIONS -> exclusions = List.of();
      case PAUSE_AFTER_FAILURES -> pauseAfterFailures = 0;
      case CONDITION -> condition = RunCondition.ALWAYS;
      default -> {}
    }
  }

  ScheduleSpec spec(String name, Timing timing, TaskSpec task, String source) throws Refusal {
    if (endAt > 0 && endAt < startAt) {
      throw Refusal.of(
          ProblemKind.CONFLICTING_FIELDS,
          "end_at is before start_at.",
          "end_at",
          "a time that is not before start_at");
    }
    return new ScheduleSpec(
        name,
        timing,
        task,
        new CatchUp(misfire, grace, window, catchUpMax),
        overlap,
        condition,
        jitter,
        startAt,
        endAt,
        runsMax,
        pauseAfterFailures,
        exclusions,
        source);
  }

  static <E extends Enum<E>> E word(String path, Values values, E[] choices)
      throws IOException, Refusal {
    List<String> words = Stream.of(choices).map(PolicyDraft::word).toList();
    return choices[words.indexOf(values.oneOf(path, words))];
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
