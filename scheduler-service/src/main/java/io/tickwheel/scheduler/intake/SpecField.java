package io.tickwheel.scheduler.intake;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tickwheel.problem.ProblemKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The fields of a submission. Of one `meaning` only one may be given.
enum SpecField {
  TYPE("type"),
  TARGET("what"),
  CALLBACK_URL("what"),
  PAYLOAD("input"),
  DATA("input"),
  QUEUE("queue"),
  PRIORITY("priority"),
  RUN_AT("when"),
  DELAY("when"),
  DELAY_SECONDS("when"),
  RETRY("retry"),
  TIMEOUT("timeout"),
  START_DEADLINE("start_deadline"),
  DELIVERY("delivery"),
  LABELS("labels"),
  EXECUTOR_SELECTOR("executor_selector");

  static final KnownNames KNOWN =
      new KnownNames(Stream.of(values()).map(SpecField::word).toArray(String[]::new));

  private static final Map<String, SpecField> BY_WORD =
      Stream.of(values()).collect(toUnmodifiableMap(SpecField::word, field -> field));

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String meaning;

  SpecField(String meaning) {
    this.meaning = meaning;
  }

  String word() {
    return word;
  }

  static Optional<SpecField> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /// Refuses a field that was given before, itself or under another name.
  static void requireFirst(SpecField field, Set<SpecField> seen) throws Refusal {
    for (SpecField other : seen) {
      if (other == field) {
        throw Refusal.invalid(field.word(), "is given twice", "each field once");
      }
      if (other.meaning.equals(field.meaning)) {
        throw Refusal.of(
            ProblemKind.CONFLICTING_FIELDS,
            "%s and %s are both given.".formatted(other.word(), field.word()),
            field.word(),
            "either %s or %s".formatted(other.word(), field.word()));
      }
    }
  }
}
