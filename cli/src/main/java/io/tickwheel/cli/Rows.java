package io.tickwheel.cli;

import java.util.List;

/// The rows of a list's answer: the array itself, or the first field that is one.
final class Rows {
  private Rows() {}

  static List<Json> of(Json answer) {
    return switch (answer) {
      case Json.Items items -> items.values();
      case Json.Fields fields ->
          fields.values().values().stream()
              .filter(Json.Items.class::isInstance)
              .map(value -> ((Json.Items) value).values())
              .findFirst()
              .orElse(List.of());
      default -> List.of();
    };
  }
}
