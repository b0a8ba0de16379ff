package io.tickwheel.executor.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads settings one by one, notes every mistake, and which names exist.
final class Reading {
  private static final String OURS = "tickwheel.executor.";

  /// What other parts of the suite are set by; a shared file may hold them all.
  private static final List<String> OTHERS =
      List.of(
          "tickwheel.scheduler.",
          "tickwheel.alert.",
          "tickwheel.monitor.",
          "tickwheel.client.",
          "tickwheel.partitions",
          "tickwheel.instance",
          "tickwheel.data-dir",
          "tickwheel.url");

  private final Source source;
  private final Set<String> known = new TreeSet<>();
  private final List<String> mistakes = new ArrayList<>();

  Reading(Source source) {
    this.source = source;
  }

  Optional<String> text(String name) {
    return value(name, Optional::of, "");
  }

  /// `parse` is empty for what is not `accepted`.
  <T> Optional<T> value(String name, Function<String, Optional<T>> parse, String accepted) {
    known.add(name);
    Optional<String> text = source.value(name).map(String::strip).filter(v -> !v.isEmpty());
    Optional<T> value = text.flatMap(parse);
    if (text.isPresent() && value.isEmpty()) {
      mistake(name, isSecret(name) ? "…" : text.get(), accepted);
    }
    return value;
  }

  Duration duration(String name, Duration otherwise) {
    return value(name, Durations::parse, Durations.ACCEPTED).orElse(otherwise);
  }

  int number(String name, int least, int most, int otherwise) {
    return value(
            name,
            text -> integer(text, least, most),
            "a number from %d to %d".formatted(least, most))
        .orElse(otherwise);
  }

  private void mistake(String name, String value, String accepted) {
    mistakes.add("%s = '%s' is not accepted; accepted is %s".formatted(name, value, accepted));
  }

  void missing(String name, String because) {
    mistakes.add("%s is missing; %s".formatted(name, because));
  }

  void finish() {
    source.names().stream().filter(this::isUnknown).forEach(this::unknown);
    if (!mistakes.isEmpty()) {
      throw new BadSettingsException(mistakes);
    }
  }

  private boolean isUnknown(Source.Name set) {
    String name = set.name().toLowerCase(Locale.ROOT);
    if (environment(name).startsWith(environment(OURS))) {
      return known.stream().noneMatch(k -> environment(k).equals(environment(name)));
    }
    return !set.fromEnvironment()
        && name.startsWith("tickwheel.")
        && OTHERS.stream().noneMatch(name::startsWith);
  }

  private void unknown(Source.Name set) {
    String value = isSecret(set.name()) ? "…" : source.value(set.name()).orElse("");
    mistakes.add(
        "%s = '%s' is not known; known are %s"
            .formatted(set.name(), value, String.join(", ", known)));
  }

  /// How a name is spelt in the environment.
  private static String environment(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("secret") || lower.contains("password");
  }

  private static Optional<Integer> integer(String text, int least, int most) {
    return Optional.of(text)
        .filter(digits -> digits.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .filter(number -> number >= least && number <= most);
  }
}
