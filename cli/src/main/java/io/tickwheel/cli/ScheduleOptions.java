package io.tickwheel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// When a schedule is due and what it does when that cannot be. Values are passed on as given: the
/// server says what it accepts.
final class ScheduleOptions {
  @Option(names = "--id", paramLabel = "ID", description = "Its id; default: from its name.")
  private Optional<String> id = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "Its name for people.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--cron",
      paramLabel = "EXPR",
      description = "Due by a cron expression of 5, 6 or 7 fields, quoted.")
  private Optional<String> cron = Optional.empty();

  @Option(names = "--every", paramLabel = "DURATION", description = "Due each 90s, 5m, 1d, …")
  private Optional<String> every = Optional.empty();

  @Option(
      names = "--fixed-delay",
      paramLabel = "DURATION",
      description = "Due this long after the run before has ended.")
  private Optional<String> fixedDelay = Optional.empty();

  @Option(names = "--time", paramLabel = "TIME", description = "Due at this time; may be repeated.")
  private List<String> times = new ArrayList<>();

  @Option(names = "--tz", paramLabel = "ZONE", description = "With --cron: its IANA zone.")
  private Optional<String> zone = Optional.empty();

  @Option(
      names = "--gap",
      paramLabel = "POLICY",
      description = "Local times that clocks skip: run_after_gap (default), shift or skip.")
  private Optional<String> gap = Optional.empty();

  @Option(
      names = "--dst-overlap",
      paramLabel = "POLICY",
      description = "Local times that come twice: first (default), second or both.")
  private Optional<String> dstOverlap = Optional.empty();

  @Option(
      names = "--day-match",
      paramLabel = "MATCH",
      description = "Day of month and weekday both restricted: or (default), and.")
  private Optional<String> dayMatch = Optional.empty();

  @Option(
      names = "--misfire",
      paramLabel = "POLICY",
      description = "Missed while nobody could fire: skip, fire_once (default), fire_all.")
  private Optional<String> misfire = Optional.empty();

  @Option(
      names = "--misfire-grace",
      paramLabel = "DURATION",
      description = "Up to this late it is not missed; default 60s.")
  private Optional<String> misfireGrace = Optional.empty();

  @Option(
      names = "--catchup-window",
      paramLabel = "DURATION",
      description = "Nothing older is made up for; default 1h.")
  private Optional<String> catchupWindow = Optional.empty();

  @Option(
      names = "--max-catchup",
      paramLabel = "N",
      description = "With --misfire fire_all: so many at most; default 100.")
  private Optional<Integer> maxCatchup = Optional.empty();

  @Option(
      names = "--overlap",
      paramLabel = "POLICY",
      description = {
        "The run before is not done: skip (default), buffer_one, buffer_all,",
        "cancel_other, terminate_other or allow_all."
      })
  private Optional<String> overlap = Optional.empty();

  @Option(
      names = "--jitter",
      paramLabel = "DURATION",
      description = "Each run starts up to this much later, the same for an occurrence always.")
  private Optional<String> jitter = Optional.empty();

  @Option(names = "--start-at", paramLabel = "TIME", description = "Nothing is due before.")
  private Optional<String> startAt = Optional.empty();

  @Option(names = "--end-at", paramLabel = "TIME", description = "Nothing is due after.")
  private Optional<String> endAt = Optional.empty();

  @Option(names = "--remaining-runs", paramLabel = "N", description = "Ends after so many runs.")
  private Optional<Integer> remainingRuns = Optional.empty();

  @Option(
      names = "--exclude",
      paramLabel = "WHEN",
      description = {
        "Does not run then: a date, a range with a slash, or a cron expression;",
        "may be repeated."
      })
  private List<String> exclusions = new ArrayList<>();

  @Option(
      names = "--pause-after-failures",
      paramLabel = "N",
      description = "Pauses itself after so many failed runs in a row.")
  private Optional<Integer> pauseAfterFailures = Optional.empty();

  @Option(
      names = "--condition",
      paramLabel = "RULE",
      description = "always (default), previous_succeeded or previous_failed.")
  private Optional<String> condition = Optional.empty();

  void addTo(Map<String, Json> schedule) {
    requireOneTiming();
    text(schedule, "id", id);
    text(schedule, "name", name);
    text(schedule, "cron", cron);
    text(schedule, "every", every);
    text(schedule, "fixed_delay", fixedDelay);
    texts(schedule, "times", times);
    text(schedule, "timezone", zone);
    text(schedule, "gap", gap);
    text(schedule, "dst_overlap", dstOverlap);
    text(schedule, "day_match", dayMatch);
    text(schedule, "misfire", misfire);
    text(schedule, "misfire_grace", misfireGrace);
    text(schedule, "catchup_window", catchupWindow);
    figure(schedule, "max_catchup", maxCatchup);
    text(schedule, "overlap", overlap);
    text(schedule, "jitter", jitter);
    text(schedule, "start_at", startAt);
    text(schedule, "end_at", endAt);
    figure(schedule, "remaining_runs", remainingRuns);
    texts(schedule, "exclusions", exclusions);
    figure(schedule, "pause_after_failures", pauseAfterFailures);
    text(schedule, "condition", condition);
  }

  private void requireOneTiming() {
    int given = present(cron) + present(every) + present(fixedDelay) + (times.isEmpty() ? 0 : 1);
    if (given != 1) {
      throw CliException.usage(
          given == 0
              ? "nothing says when it is due; give one of --cron, --every, --fixed-delay, --time"
              : "--cron, --every, --fixed-delay and --time exclude each other");
    }
  }

  private static int present(Optional<String> option) {
    return option.isPresent() ? 1 : 0;
  }

  static void text(Map<String, Json> fields, String field, Optional<String> value) {
    value.ifPresent(text -> fields.put(field, new Json.Text(text)));
  }

  static void figure(Map<String, Json> fields, String field, Optional<Integer> value) {
    value.ifPresent(number -> fields.put(field, new Json.Figure(number.toString())));
  }

  private static void texts(Map<String, Json> fields, String field, List<String> values) {
    if (!values.isEmpty()) {
      fields.put(field, Submit.texts(values));
    }
  }
}
