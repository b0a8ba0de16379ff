package io.tickwheel.scheduler.source;

import io.tickwheel.model.ScheduleId;
import io.tickwheel.scheduler.source.BadOrder.Part;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of an [Order]: `?queue=mail&priority=high`. Values may be percent-encoded.
final class Options {
  static final List<String> KNOWN =
      List.of("id", "queue", "priority", "max", "fill", "timeout", "overlap", "misfire", "jitter");

  private static final Map<String, String> SYNONYMS = Map.of("max_attempts", "max");

  private final Map<String, Value> values = new LinkedHashMap<>();

  /// `offset` is where the value begins in the options' text.
  record Value(String text, int offset) {}

  private Options() {}

  /// `text` is empty or begins with `?`.
  static Options read(String text) throws BadOrder {
    var options = new Options();
    int at = 1;
    while (at < text.length()) {
      int end = text.indexOf('&', at);
      end = end < 0 ? text.length() : end;
      options.add(text.substring(at, end), at);
      at = end + 1;
    }
    return options;
  }

  Optional<Value> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  int offset(String name) {
    return find(name).map(Value::offset).orElse(0);
  }

  Optional<ScheduleId> id() throws BadOrder {
    Value id = values.get("id");
    if (id == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ScheduleId(id.text));
    } catch (IllegalArgumentException e) {
      throw new BadOrder(Part.OPTIONS, id.offset, "id: " + e.getMessage());
    }
  }

  private void add(String pair, int at) throws BadOrder {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      throw new BadOrder(Part.OPTIONS, at, "'" + pair + "' is no option; accepted: name=value");
    }
    String given = pair.substring(0, equals);
    String name = SYNONYMS.getOrDefault(given, given);
    if (!KNOWN.contains(name)) {
      throw new BadOrder(
          Part.OPTIONS,
          at,
          "'" + given + "' is no known option; accepted: " + String.join(", ", KNOWN));
    }
    int valueAt = at + equals + 1;
    if (equals + 1 == pair.length()) {
      throw new BadOrder(Part.OPTIONS, valueAt, given + " has no value");
    }
    var value = new Value(decoded(pair.substring(equals + 1), valueAt), valueAt);
    if (values.putIfAbsent(name, value) != null) {
      throw new BadOrder(Part.OPTIONS, at, given + " is given twice");
    }
  }

  private static String decoded(String text, int at) throws BadOrder {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadOrder(
          Part.OPTIONS, at, "'" + text + "' has a % that no two hexadecimal digits follow");
    }
  }
}
