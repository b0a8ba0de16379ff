package io.tickwheel.scheduler.intake;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tickwheel.problem.ProblemKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The fields of a schedule. Of one `meaning` only one may be given. No field of a task has the
/// name of one of them, so both may stand in one object.
enum ScheduleField {
  ID("id"),
  NAME("name"),
  CRON("when"),
  EVERY("when"),
  FIXED_DELAY("when"),
  TIMES("when"),
  TIMEZONE("timezone"),
  GAP("gap"),
  DST_OVERLAP("dst_overlap"),
  DAY_MATCH("day_match"),
  MISFIRE("misfire"),
  MISFIRE_GRACE("misfire_grace"),
  CATCHUP_WINDOW("catchup_window"),
  MAX_CATCHUP("max_catchup"),
  OVERLAP("overlap"),
  JITTER("jitter"),
  START_AT("start_at"),
  END_AT("end_at"),
  REMAINING_RUNS("remaining_runs"),
  EXCLUSIONS("exclusions"),
  PAUSE_AFTER_FAILURES("pause_after_failures"),
  CONDITION("condition"),
  TASK("task");

  static final KnownNames KNOWN =
      new KnownNames(Stream.of(values()).map(ScheduleField::word).toArray(String[]::new));

  /// Those that only fields of a cron expression have.
  static final Set<ScheduleField> OF_CRON = Set.of(TIMEZONE, GAP, DST_OVERLAP, DAY_MATCH);

  private static final Map<String, ScheduleField> BY_WORD =
      Stream.of(values()).collect(toUnmodifiableMap(ScheduleField::word, field -> field));

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String meaning;

  ScheduleField(String meaning) {
    this.meaning = meaning;
  }

  String word() {
    return word;
  }

  static Optional<ScheduleField> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /// Refuses a field that was given before, itself or under another name.
  static void requireFirst(ScheduleField field, Set<ScheduleField> seen) throws Refusal {
    for (ScheduleField other : seen) {
      if (other == field) {
        throw Refusal.invalid(field.word(), "is given twice", "each field once");
      }
      if (other.meaning.equals(field.meaning)) {
        throw Refusal.of(
            ProblemKind.CONFLICTING_FIELDS,
            "%s and %s are both given.".formatted(other.word(), field.word()),
            field.word(),
            "one of cron, every, fixed_delay, times");
      }
    }
  }
}
