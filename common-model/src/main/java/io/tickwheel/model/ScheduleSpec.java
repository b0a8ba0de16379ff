package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

import java.util.List;

/// A standing order: what to run, when, and what to do when that cannot be.
///
/// `startAtMillis` and `endAtMillis` bound the occurrences, both inclusive, 0 for none; `runsMax`
// is
/// how many runs are left when the schedule is saved, 0 for no bound. `jitterMillis` delays each
// run
/// by a part of it that is the same for an occurrence wherever it is computed. `exclusions` are
/// dates, ranges or cron expressions whose occurrences do not run. After `pauseAfterFailures`
/// failed runs in a row the schedule pauses itself, 0 for never. `source` names who defines it.
public record ScheduleSpec(
    String name,
    Timing timing,
    TaskSpec task,
    CatchUp catchUp,
    Overlap overlap,
    RunCondition condition,
    long jitterMillis,
    long startAtMillis,
    long endAtMillis,
    int runsMax,
    int pauseAfterFailures,
    List<String> exclusions,
    String source) {
  public static final int NAME_MAX = 200;
  public static final int EXCLUSIONS_MAX = 100;
  public static final long JITTER_MAX_MILLIS = 24L * 3_600_000;

  public ScheduleSpec {
    require(!name.isBlank() && name.length() <= NAME_MAX, "name has 1..200 characters");
    require(jitterMillis >= 0 && jitterMillis <= JITTER_MAX_MILLIS, "jitter is 0 to 24 hours");
    require(startAtMillis >= 0, "start_at is not before 1970");
    require(endAtMillis == 0 || endAtMillis >= startAtMillis, "end_at is not before start_at");
    require(runsMax >= 0, "remaining_runs is not negative: %s", runsMax);
    require(
        pauseAfterFailures >= 0, "pause_after_failures is not negative: %s", pauseAfterFailures);
    require(exclusions.size() <= EXCLUSIONS_MAX, "exclusions has at most 100 entries");
    require(!source.isBlank() && source.length() <= NAME_MAX, "source has 1..200 characters");
    exclusions = List.copyOf(exclusions);
  }

  /// A schedule of defaults.
  public static ScheduleSpec of(String name, Timing timing, TaskSpec task) {
    return new ScheduleSpec(
        name,
        timing,
        task,
        CatchUp.DEFAULT,
        Overlap.SKIP,
        RunCondition.ALWAYS,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        "api");
  }

  /// The same, with so many runs left.
  public ScheduleSpec withRunsMax(int runs) {
    return new ScheduleSpec(
        name,
        timing,
        task,
        catchUp,
        overlap,
        condition,
        jitterMillis,
        startAtMillis,
        endAtMillis,
        runs,
        pauseAfterFailures,
        exclusions,
        source);
  }
}
