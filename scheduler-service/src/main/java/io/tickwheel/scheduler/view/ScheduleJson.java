package io.tickwheel.scheduler.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DayMatch;
import io.tickwheel.core.cron.Language;
import io.tickwheel.model.DurationText;
import io.tickwheel.model.Pause;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.scheduler.gateway.Upcoming;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A schedule as JSON.
public final class ScheduleJson {
  private ScheduleJson() {}

  public static void view(ScheduleView schedule, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("schedule_id", schedule.id().text());
    json.writeStringField("name", schedule.spec().name());
    json.writeStringField("state", word(schedule.state()));
    json.writeStringField("description", description(schedule.spec().timing()));
    timing(schedule.spec().timing(), json);
    policies(schedule, json);
    progress(schedule, json);
    task(schedule.spec().task(), json);
    json.writeEndObject();
  }

  public static void page(List<ScheduleView> schedules, Optional<String> next, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("schedules");
    for (ScheduleView schedule : schedules) {
      view(schedule, json);
    }
    json.writeEndArray();
    if (next.isPresent()) {
      json.writeStringField("next", next.get());
    }
    json.writeEndObject();
  }

  /// What the submitter of a recurring task is told.
  public static void created(ScheduleView schedule, JsonGenerator json) throws IOException {
    json.writeStartObject();
    briefly(schedule, json);
    json.writeEndObject();
  }

  /// The same, into an object that is being written.
  public static void briefly(ScheduleView schedule, JsonGenerator json) throws IOException {
    json.writeStringField("schedule_id", schedule.id().text());
    timeOrNull("next_at", Upcoming.nextMillis(schedule), json);
    json.writeStringField("status", word(schedule.state()));
  }

  /// A backfill's occurrences; `left` more of its range do not run.
  public static void planned(
      ScheduleId id, boolean dryRun, List<Long> nominalMillis, int left, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("schedule_id", id.text());
    json.writeBooleanField("dry_run", dryRun);
    json.writeNumberField("count", nominalMillis.size());
    json.writeNumberField("left_out", left);
    times("occurrences", nominalMillis, json);
    json.writeEndObject();
  }

  public static void next(ScheduleView schedule, List<Long> due, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("schedule_id", schedule.id().text());
    json.writeStringField("state", word(schedule.state()));
    times("next", due, json);
    json.writeEndObject();
  }

  /// The answer to a question about an expression that nobody has scheduled.
  public static void next(CronExpression cron, String zone, List<Long> due, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("expr", cron.text());
    json.writeStringField("timezone", zone);
    json.writeStringField("description", cron.describe(Language.ENGLISH));
    times("next", due, json);
    json.writeEndObject();
  }

  private static void timing(Timing timing, JsonGenerator json) throws IOException {
    switch (timing) {
      case Timing.Cron cron -> {
        json.writeStringField("cron", cron.expression());
        json.writeStringField("timezone", cron.zone());
        json.writeStringField("gap", cron.gap());
        json.writeStringField("dst_overlap", cron.overlap());
        json.writeStringField("day_match", cron.dayMatch());
      }
      case Timing.Interval interval -> duration("every", interval.periodMillis(), json);
      case Timing.FixedDelay delay -> duration("fixed_delay", delay.delayMillis(), json);
      case Timing.Times times -> times("times", times.atMillis(), json);
    }
  }

  private static void policies(ScheduleView schedule, JsonGenerator json) throws IOException {
    ScheduleSpec spec = schedule.spec();
    json.writeStringField("misfire", word(spec.catchUp().misfire()));
    duration("misfire_grace", spec.catchUp().graceMillis(), json);
    duration("catchup_window", spec.catchUp().windowMillis(), json);
    json.writeNumberField("max_catchup", spec.catchUp().countMax());
    json.writeStringField("overlap", word(spec.overlap()));
    duration("jitter", spec.jitterMillis(), json);
    timeOrNull("start_at", spec.startAtMillis(), json);
    timeOrNull("end_at", spec.endAtMillis(), json);
    if (schedule.runsLeft() < 0) {
      json.writeNullField("remaining_runs");
    } else {
      json.writeNumberField("remaining_runs", schedule.runsLeft());
    }
    json.writeArrayFieldStart("exclusions");
    for (String exclusion : spec.exclusions()) {
      json.writeString(exclusion);
    }
    json.writeEndArray();
    json.writeNumberField("pause_after_failures", spec.pauseAfterFailures());
    json.writeStringField("condition", word(spec.condition()));
  }

  private static void progress(ScheduleView schedule, JsonGenerator json) throws IOException {
    timeOrNull("next_at", Upcoming.nextMillis(schedule), json);
    last(schedule, json);
    json.writeArrayFieldStart("running");
    for (TaskId run : schedule.running()) {
      json.writeString(run.toString());
    }
    json.writeEndArray();
    json.writeNumberField("buffered", schedule.buffered());
    json.writeNumberField("backfilling", schedule.backfilling());
    json.writeNumberField("failures_in_a_row", schedule.failuresInARow());
    json.writeNumberField("fired_total", schedule.firedTotal());
    json.writeNumberField("skipped_total", schedule.skippedTotal());
    pause(schedule.pause(), json);
    json.writeStringField("source", schedule.spec().source());
    json.writeNumberField("revision", schedule.revision());
    JsonBytes.time(json, "known_since", schedule.knownSinceMillis());
    JsonBytes.time(json, "changed_at", schedule.changedAtMillis());
    JsonBytes.time(json, "decided_until", schedule.decidedUntilMillis());
  }

  private static void last(ScheduleView schedule, JsonGenerator json) throws IOException {
    if (schedule.lastTask().isEmpty()) {
      json.writeNullField("last");
      return;
    }
    json.writeObjectFieldStart("last");
    JsonBytes.time(json, "nominal_time", schedule.lastNominalMillis());
    json.writeStringField("task_id", schedule.lastTask().get().toString());
    json.writeEndObject();
  }

  private static void pause(Optional<Pause> paused, JsonGenerator json) throws IOException {
    if (paused.isEmpty()) {
      json.writeNullField("pause");
      return;
    }
    Pause pause = paused.get();
    json.writeObjectFieldStart("pause");
    JsonBytes.time(json, "since", pause.sinceMillis());
    timeOrNull("until", pause.untilMillis(), json);
    json.writeStringField("note", pause.note());
    json.writeBooleanField("automatic", pause.automatic());
    json.writeEndObject();
  }

  private static void task(TaskSpec task, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("task");
    SpecJson.template(task, json);
    if (!task.payload().isEmpty()) {
      SpecJson.content("payload", task.payload(), json);
    }
    json.writeEndObject();
  }

  private static String description(Timing timing) {
    return switch (timing) {
      case Timing.Cron cron -> description(cron);
      case Timing.Interval interval ->
          CronExpression.parse("@every " + interval.periodMillis() / 1000 + "s")
              .describe(Language.ENGLISH);
      case Timing.FixedDelay delay ->
          DurationText.text(delay.delayMillis()) + " after the run before has ended";
      case Timing.Times times ->
          times.atMillis().size() == 1 ? "once" : times.atMillis().size() + " times, as listed";
    };
  }

  private static String description(Timing.Cron cron) {
    DayMatch match = DayMatch.of(cron.dayMatch()).orElse(DayMatch.OR);
    CronExpression expression = CronExpression.parse(cron.expression(), match);
    String sentence = expression.describe(Language.ENGLISH);
    return expression.zone().isPresent() ? sentence : sentence + " (" + cron.zone() + ")";
  }

  private static void times(String field, List<Long> times, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(field);
    for (long millis : times) {
      json.writeString(JsonBytes.time(millis));
    }
    json.writeEndArray();
  }

  private static void timeOrNull(String field, long millis, JsonGenerator json) throws IOException {
    if (millis == 0) {
      json.writeNullField(field);
    } else {
      JsonBytes.time(json, field, millis);
    }
  }

  private static void duration(String field, long millis, JsonGenerator json) throws IOException {
    json.writeStringField(field, DurationText.text(millis));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
