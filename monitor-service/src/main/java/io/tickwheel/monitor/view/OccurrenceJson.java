package io.tickwheel.monitor.view;

import io.tickwheel.monitor.projection.Occurrence;
import java.util.Locale;

/// What became of a schedule's occurrences, and its changes, as JSON.
public final class OccurrenceJson {
  private OccurrenceJson() {}

  public static void line(Occurrence of, JsonText json) {
    json.open();
    switch (of.outcome()) {
      case FIRED, BUFFERED, SKIPPED -> decided(of, json);
      case BACKFILL -> {
        span(of, json);
        json.text("outcome", of.outcome().word());
      }
      case SAVED, DELETED, PAUSED, RESUMED, STARTING, STARTED ->
          json.text("outcome", of.outcome().word()).time("until", of.lastMillis());
    }
    if (!of.note().isEmpty()) {
      json.text("note", of.note());
    }
    json.time("recorded_at", of.atMillis()).close();
  }

  private static void decided(Occurrence of, JsonText json) {
    span(of, json);
    json.text("outcome", of.outcome().word());
    of.reason().ifPresent(reason -> json.text("reason", word(reason)));
    of.cause().ifPresent(cause -> json.text("cause", word(cause)));
    of.task().ifPresent(task -> json.text("task_id", task.toString()));
    json.number("missed", of.missed());
    if (of.waited()) {
      json.truth("waited", true);
    }
  }

  private static void span(Occurrence of, JsonText json) {
    json.text("nominal_time", JsonText.time(of.firstMillis()));
    if (of.lastMillis() != of.firstMillis()) {
      json.text("until", JsonText.time(of.lastMillis()));
    }
    json.number("count", of.count());
  }

  /// As the API writes it.
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
