package io.tickwheel.monitor.store;

import io.tickwheel.monitor.projection.Happening;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The counters of table `minutes`, one column for each [Happening].
final class MinuteColumns {
  static final String NAMES = each("%s", ", ");
  static final String DEFINITIONS = each("%s INTEGER NOT NULL", ", ");

  static final String ADD =
      """
      INSERT INTO minutes (start, rows, first_place, last_place, first_created, last_created, %s)
      VALUES (?, ?, ?, ?, ?, ?, %s)
      ON CONFLICT (start) DO UPDATE SET
        rows = rows + excluded.rows,
        first_place = min(first_place, excluded.first_place),
        last_place = max(last_place, excluded.last_place),
        first_created = min(first_created, excluded.first_created),
        last_created = max(last_created, excluded.last_created),
        %s"""
          .formatted(NAMES, each("?", ", "), each("%1$s = %1$s + excluded.%1$s", ", "));

  static final String ADD_TYPE =
      """
      INSERT INTO minute_types (type, start, rows, first_place, last_place) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (type, start) DO UPDATE SET
        rows = rows + excluded.rows,
        first_place = min(first_place, excluded.first_place),
        last_place = max(last_place, excluded.last_place)""";

  private MinuteColumns() {}

  private static String each(String format, String between) {
    return Arrays.stream(Happening.values())
        .map(what -> format.formatted(what.word()))
        .collect(Collectors.joining(between));
  }
}
