package io.tickwheel.settings;

import io.tickwheel.model.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads the settings that a process knows, and complains of all that is wrong with them at once:
///
/// ```java
/// var settings = new SettingsReader(name -> config.getOptionalValue(name, String.class));
/// int slots = (int) settings.number(List.of("tickwheel.executor.slots"), 64, 1, 10_000);
/// settings.refuseUnknown("executor", config.getPropertyNames(), System.getenv().keySet());
/// settings.done(); // throws BadSettingsException with a sentence for each wrong setting
/// ```
///
/// Each setting has one name or several, of which the first that has a value counts. A bad value
/// reads as the default until [#done] throws. Not thread-safe.
public final class SettingsReader {
  /// Services whose settings may stand in the same environment or file.
  private static final Set<String> SERVICES =
      Set.of("scheduler", "executor", "monitor", "alert", "client", "cli");

  private final Function<String, Optional<String>> values;
  private final Set<String> known = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();

  public SettingsReader(Function<String, Optional<String>> values) {
    this.values = values;
    SharedSettings.NAMES.forEach(name -> known.add(plain(name)));
  }

  public String text(List<String> names, String otherwise) {
    return find(names).map(Found::value).orElse(otherwise);
  }

  /// A text without a default.
  public Optional<String> text(List<String> names) {
    return find(names).map(Found::value);
  }

  public long number(List<String> names, long otherwise, long least, long most) {
    String accepted = "a whole number from " + least + " to " + most;
    return read(names, accepted, value -> wholeNumber(value, least, most)).orElse(otherwise);
  }

  public boolean flag(List<String> names, boolean otherwise) {
    return read(names, "true or false", SettingsReader::trueOrFalse).orElse(otherwise);
  }

  public long durationMillis(List<String> names, long otherwise, long least, long most) {
    String accepted =
        "%s, from %s to %s"
            .formatted(DurationText.ACCEPTED, DurationText.text(least), DurationText.text(most));
    return read(names, accepted, value -> within(DurationText.millis(value), least, most))
        .orElse(otherwise);
  }

  /// One of an enum's constants, in any case, with `-` or `_` between words.
  public <E extends Enum<E>> E choice(List<String> names, E otherwise, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      words.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return read(names, "one of " + words, value -> chosen(value, type)).orElse(otherwise);
  }

  /// An address of one of `schemes`, with a host.
  public URI address(List<String> names, String otherwise, Set<String> schemes) {
    String accepted = "an address with a host, starting with one of " + schemes;
    return read(names, accepted, value -> address(value, schemes))
        .orElseGet(() -> URI.create(otherwise));
  }

  /// A value of any form; `parse` is empty for what is not `accepted`.
  public <T> Optional<T> value(
      List<String> names, String accepted, Function<String, Optional<T>> parse) {
    return read(names, accepted, parse);
  }

  /// Complains of every name that belongs to `service`, or to all of Tickwheel, and was not asked
  /// for before, but for [SharedSettings]. `environment` holds the process' environment names:
  // other programs' variables may
  /// begin with TICKWHEEL_ too, so there only those of `service` are checked.
  public void refuseUnknown(String service, Iterable<String> names, Set<String> environment) {
    var own = "TICKWHEEL_" + plain(service) + "_";
    var reported = new HashSet<String>();
    for (String name : names) {
      String plain = plain(name);
      if (plain.startsWith("TICKWHEEL_")
          && !known.contains(plain)
          && (plain.startsWith(own) || !belongsElsewhere(plain, environment))
          && reported.add(plain)) {
        complaints.add(
            "The setting %s (value '%s') is not known; known are %s."
                .formatted(name, shown(name, values.apply(name).orElse("")), knownNames()));
      }
    }
  }

  /// Adds a sentence of the service's own: what is wrong with several settings together.
  public void complain(String sentence) {
    complaints.add(sentence);
  }

  /// Throws [BadSettingsException] when anything was wrong.
  public void done() {
    if (!complaints.isEmpty()) {
      throw new BadSettingsException(complaints);
    }
  }

  private record Found(String name, String value) {}

  private Optional<Found> find(List<String> names) {
    names.forEach(name -> known.add(plain(name)));
    for (String name : names) {
      Optional<String> value = values.apply(name).map(String::strip).filter(v -> !v.isEmpty());
      if (value.isPresent()) {
        return Optional.of(new Found(name, value.get()));
      }
    }
    return Optional.empty();
  }

  private <T> Optional<T> read(
      List<String> names, String accepted, Function<String, Optional<T>> parse) {
    Optional<Found> found = find(names);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> parsed = parse.apply(found.get().value);
    if (parsed.isEmpty()) {
      complaints.add(
          "The setting %s has the value '%s'; accepted is %s."
              .formatted(found.get().name, shown(found.get()), accepted));
    }
    return parsed;
  }

  private static <E extends Enum<E>> Optional<E> chosen(String value, Class<E> type) {
    String wanted = value.toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(wanted)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> wholeNumber(String value, long least, long most) {
    try {
      return within(OptionalLong.of(Long.parseLong(value)), least, most);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> within(OptionalLong value, long least, long most) {
    boolean fits = value.isPresent() && value.getAsLong() >= least && value.getAsLong() <= most;
    return fits ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static Optional<Boolean> trueOrFalse(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<URI> address(String value, Set<String> schemes) {
    try {
      var uri = new URI(value);
      boolean fits =
          uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null;
      return fits ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean belongsElsewhere(String plain, Set<String> environment) {
    return environment.contains(plain)
        || SERVICES.stream().anyMatch(s -> plain.startsWith("TICKWHEEL_" + plain(s) + "_"));
  }

  private static String shown(Found found) {
    return shown(found.name, found.value);
  }

  /// Secrets are never repeated.
  private static String shown(String name, String value) {
    String plain = plain(name);
    boolean secret = Stream.of("SECRET", "PASSWORD", "TOKEN").anyMatch(plain::contains);
    return secret ? "…" : value;
  }

  private String knownNames() {
    return String.join(", ", known.stream().sorted().toList());
  }

  /// The form in which a name and its environment variable are the same.
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
