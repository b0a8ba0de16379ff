package io.tickwheel.scheduler.intake;

import io.tickwheel.model.Timing;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When a schedule's occurrences are due, while its body is being read.
final class TimingDraft {
  private static final long PERIOD_LEAST_MILLIS = 1_000;
  private static final long PERIOD_MOST_MILLIS = 366L * 86_400_000;
  private static final int ZONE_MAX = 64;

  private final Optional<Timing> before;
  private @Nullable Timing given;
  private String expression = "";
  private String zone = "UTC";
  private String gap = Timing.Cron.GAP_DEFAULT;
  private String overlap = Timing.Cron.OVERLAP_DEFAULT;
  private String dayMatch = Timing.Cron.DAY_MATCH_DEFAULT;

  /// `before` is what is changed, empty when all is new.
  TimingDraft(Optional<Timing> before) {
    this.before = before;
    if (before.isPresent() && before.get() instanceof Timing.Cron cron) {
      expression = cron.expression();
      zone = cron.zone();
      gap = cron.gap();
      overlap = cron.overlap();
      dayMatch = cron.dayMatch();
    }
  }

  void cron(String path, Values values) throws IOException, Refusal {
    expression = values.text(path, IntakeLimits.CRON_CHARS_MAX);
    given = null;
  }

  void every(String path, Values values) throws IOException, Refusal {
    given = new Timing.Interval(period(path, values));
  }

  void fixedDelay(String path, Values values) throws IOException, Refusal {
    given = new Timing.FixedDelay(period(path, values));
  }

  void times(String path, Values values) throws IOException, Refusal {
    List<Long> at = values.list(path, Timing.Times.COUNT_MAX, values::instant);
    if (at.isEmpty()) {
      throw Refusal.invalid(
          path, "is empty", "an array of 1 to " + Timing.Times.COUNT_MAX + " times");
    }
    given = new Timing.Times(at);
  }

  void zone(String path, Values values) throws IOException, Refusal {
    zone = values.line(path, ZONE_MAX);
  }

  void gap(String path, Values values) throws IOException, Refusal {
    gap = values.oneOf(path, List.of("run_after_gap", "shift", "skip"));
  }

  void dstOverlap(String path, Values values) throws IOException, Refusal {
    overlap = values.oneOf(path, List.of("first", "second", "both"));
  }

  void dayMatch(String path, Values values) throws IOException, Refusal {
    dayMatch = values.oneOf(path, List.of("or", "and"));
  }

  /// A field that is null has its default.
  void reset(ScheduleField field) {
    switch (field) {
      case TIMEZONE -> zone = "UTC";
      case GAP -> gap = Timing.Cron.GAP_DEFAULT;
      case DST_OVERLAP -> overlap = Timing.Cron.OVERLAP_DEFAULT;
      case DAY_MATCH -> dayMatch = Timing.Cron.DAY_MATCH_DEFAULT;
      default -> {}
    }
  }

  Timing finish(Set<ScheduleField> seen) throws Refusal {
    Timing timing = timing(seen);
    if (!(timing instanceof Timing.Cron)) {
      requireNoneOfCron(seen);
    }
    return timing;
  }

  private Timing timing(Set<ScheduleField> seen) throws Refusal {
    Timing other = given;
    if (other != null) {
      return other;
    }
    boolean isCron = before.isEmpty() || before.get() instanceof Timing.Cron;
    if (seen.contains(ScheduleField.CRON) || (isCron && before.isPresent())) {
      return new Timing.Cron(expression, zone, gap, overlap, dayMatch);
    }
    return before.orElseThrow(
        () ->
            Refusal.of(
                ProblemKind.MISSING_FIELD,
                "Nothing says when the schedule is due.",
                "cron",
                "one of cron, every, fixed_delay, times"));
  }

  private static void requireNoneOfCron(Set<ScheduleField> seen) throws Refusal {
    for (ScheduleField field : seen) {
      if (ScheduleField.OF_CRON.contains(field)) {
        throw Refusal.of(
            ProblemKind.CONFLICTING_FIELDS,
            field.word() + " goes with cron, which is not given.",
            field.word(),
            "this field with cron, or neither");
      }
    }
  }

  private static long period(String path, Values values) throws IOException, Refusal {
    long millis = values.duration(path, PERIOD_LEAST_MILLIS, PERIOD_MOST_MILLIS);
    if (millis % 1_000 != 0) {
      throw Refusal.invalid(path, "is not in whole seconds", "a duration of whole seconds");
    }
    return millis;
  }
}
