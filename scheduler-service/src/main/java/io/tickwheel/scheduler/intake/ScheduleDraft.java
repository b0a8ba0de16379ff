package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A schedule while its body is being read: a new one, or changes to one that is there. One draft
/// serves one body.
final class ScheduleDraft {
  /// What answers say beyond what can be asked for.
  private static final Set<String> TOLD =
      Set.of(
          "state",
          "description",
          "next_at",
          "last",
          "running",
          "buffered",
          "backfilling",
          "failures_in_a_row",
          "fired_total",
          "skipped_total",
          "decided_until",
          "known_since",
          "changed_at",
          "revision",
          "source",
          "pause");

  private final RetryPolicy retryDefault;
  private final long now;
  private final Set<ScheduleField> seen = EnumSet.noneOf(ScheduleField.class);
  private final TimingDraft timing;
  private final PolicyDraft policies;

  /// Reads a task's fields that stand beside the schedule's.
  private @Nullable TemplateDraft beside;

  private @Nullable TaskSpec task;
  private Optional<ScheduleId> id = Optional.empty();
  private Optional<String> name;
  private boolean touched;

  private ScheduleDraft(Optional<ScheduleSpec> before, RetryPolicy retryDefault, long nowMillis) {
    this.retryDefault = retryDefault;
    this.now = nowMillis;
    this.timing = new TimingDraft(before.map(ScheduleSpec::timing));
    this.policies = before.map(PolicyDraft::of).orElseGet(PolicyDraft::new);
    this.name = before.map(ScheduleSpec::name);
    this.task = before.map(ScheduleSpec::task).orElse(null);
  }

  static ScheduleDraft fresh(RetryPolicy retryDefault, long nowMillis) {
    return new ScheduleDraft(Optional.empty(), retryDefault, nowMillis);
  }

  static ScheduleDraft changing(ScheduleSpec before, RetryPolicy retryDefault, long nowMillis) {
    return new ScheduleDraft(Optional.of(before), retryDefault, nowMillis);
  }

  void read(JsonInput in) throws IOException, Refusal {
    var values = new Values(in);
    in.object("", field -> field(field, in, values));
  }

  /// A task with its fields beside the schedule's.
  void readFlat(JsonInput in) throws IOException, Refusal {
    beside = new TemplateDraft("", retryDefault, now);
    read(in);
    if (!seen.contains(ScheduleField.CRON)) {
      throw missing("cron", "a cron expression of 5 or 6 fields, such as 0 9 * * MON-FRI");
    }
    task = beside.finish();
  }

  boolean isEmpty() {
    return !touched;
  }

  boolean gives(ScheduleField field) {
    return seen.contains(field);
  }

  Optional<ScheduleId> id() {
    return id;
  }

  Optional<String> name() {
    return name;
  }

  /// `nameOtherwise` is for a schedule that was given none.
  ScheduleSpec finish(String nameOtherwise, String source) throws Refusal {
    TaskSpec does = task;
    if (does == null) {
      throw missing("task", "an object with the fields of a task, but for its time");
    }
    return policies.spec(name.orElse(nameOtherwise), timing.finish(seen), does, source);
  }

  private void field(String word, JsonInput in, Values values) throws IOException, Refusal {
    ScheduleField field = ScheduleField.named(word).orElse(null);
    TemplateDraft template = beside;
    if (field == null && template != null) {
      template.field(word, in, values);
      return;
    }
    if (field == null) {
      throw unknown(word);
    }
    if (field == ScheduleField.TASK && template != null) {
      throw Refusal.of(
          ProblemKind.UNKNOWN_FIELD,
          "task is not known here: the task's fields stand beside cron.",
          word,
          "the fields of a task and those of a schedule in one object");
    }
    touched = true;
    if (in.token() == JsonToken.VALUE_NULL) {
      reset(field);
      return;
    }
    ScheduleField.requireFirst(field, seen);
    seen.add(field);
    value(field, in, values);
  }

  private void value(ScheduleField field, JsonInput in, Values values) throws IOException, Refusal {
    String path = field.word();
    switch (field) {
      case ID -> id = Optional.of(id(path, values));
      case NAME -> name = Optional.of(name(path, values));
      case CRON -> timing.cron(path, values);
      case EVERY -> timing.every(path, values);
      case FIXED_DELAY -> timing.fixedDelay(path, values);
      case TIMES -> timing.times(path, values);
      case TIMEZONE -> timing.zone(path, values);
      case GAP -> timing.gap(path, values);
      case DST_OVERLAP -> timing.dstOverlap(path, values);
      case DAY_MATCH -> timing.dayMatch(path, values);
      case TASK -> task = task(in, values);
      case MISFIRE,
          MISFIRE_GRACE,
          CATCHUP_WINDOW,
          MAX_CATCHUP,
          OVERLAP,
          JITTER,
          START_AT,
          END_AT,
          REMAINING_RUNS,
          EXCLUSIONS,
          PAUSE_AFTER_FAILURES,
          CONDITION ->
          policies.value(field, values);
    }
  }

  private void reset(ScheduleField field) {
    timing.reset(field);
    policies.reset(field);
    if (field == ScheduleField.REMAINING_RUNS) {
      seen.add(field);
    }
  }

  private TaskSpec task(JsonInput in, Values values) throws IOException, Refusal {
    var template = new TemplateDraft("task.", retryDefault, now);
    in.object("task", word -> template.field(word, in, values));
    return template.finish();
  }

  private static ScheduleId id(String path, Values values) throws IOException, Refusal {
    String text = values.line(path, ScheduleId.LENGTH_MAX);
    return ScheduleIds.parse(text)
        .orElseThrow(() -> Refusal.invalid(path, "is no schedule id", ScheduleIds.ACCEPTED));
  }

  private static String name(String path, Values values) throws IOException, Refusal {
    String text = values.line(path, ScheduleSpec.NAME_MAX);
    if (text.isBlank()) {
      throw Refusal.invalid(path, "is blank", "1 to " + ScheduleSpec.NAME_MAX + " characters");
    }
    return text;
  }

  private static Refusal unknown(String word) {
    return TOLD.contains(word)
        ? Refusal.of(
            ProblemKind.UNKNOWN_FIELD,
            word + " is told by the scheduler and cannot be set.",
            word,
            "a body without it")
        : ScheduleField.KNOWN.unknown("", word);
  }

  private static Refusal missing(String field, String accepted) {
    return Refusal.of(ProblemKind.MISSING_FIELD, field + " is missing.", field, accepted);
  }
}
