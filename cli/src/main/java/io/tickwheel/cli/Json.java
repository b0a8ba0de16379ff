package io.tickwheel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value as it was sent: numbers keep their spelling, fields their order.
sealed interface Json {
  record Text(String value) implements Json {}

  record Figure(String spelling) implements Json {}

  record Flag(boolean value) implements Json {}

  record Nothing() implements Json {}

  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  record Fields(Map<String, Json> values) implements Json {
    public Fields {
      values = new LinkedHashMap<>(values);
    }

    Optional<Json> find(String name) {
      return Optional.ofNullable(values.get(name));
    }

    /// The field's text; empty when it is missing or not a text.
    Optional<String> text(String name) {
      return find(name)
          .flatMap(value -> value instanceof Text t ? Optional.of(t.value) : Optional.empty());
    }
  }
}
