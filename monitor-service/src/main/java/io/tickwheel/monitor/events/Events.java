package io.tickwheel.monitor.events;

import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.monitor.projection.Occurrence;
import io.tickwheel.monitor.projection.OccurrenceOutcome;
import io.tickwheel.monitor.projection.Place;
import io.tickwheel.monitor.store.News;
import io.tickwheel.monitor.view.JsonText;
import io.tickwheel.monitor.view.OccurrenceJson;
import io.tickwheel.wire.Subjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Which events a piece of news makes. The same news make the same events, whenever they are told.
final class Events {
  /// A timer this late is overdue.
  static final long LATE_MILLIS = 1_000;

  private final String journal;

  /// `journal` says which journal the places are of.
  Events(String journal) {
    this.journal = Integer.toHexString(journal.hashCode());
  }

  List<Event> of(News news) {
    return switch (news.occurrence().outcome()) {
      case FIRED -> fired(news);
      case BACKFILL -> List.of(backfill(news.occurrence()));
      case STARTING, STARTED ->
          news.schedules() == 0 || news.owner().isEmpty() ? List.of() : ofPartition(news);
      case BUFFERED, SKIPPED, SAVED, DELETED, PAUSED, RESUMED -> List.of();
    };
  }

  private List<Event> fired(News news) {
    Occurrence of = news.occurrence();
    var events = new ArrayList<Event>();
    events.add(ofSchedule("schedule", of, json -> nominal(of, json)));
    events.add(
        ofSchedule(
            "scheduled",
            of,
            json -> {
              nominal(of, json);
              of.task().ifPresent(task -> json.text("task_id", task.toString()));
              news.digest().ifPresent(digest -> json.text("digest", text(digest)));
            }));
    long late = of.atMillis() - of.firstMillis();
    boolean ofThePast = of.cause().filter(Cause.BACKFILL::equals).isPresent();
    if (late > LATE_MILLIS && !ofThePast) {
      events.add(timer("overdueTimer", of, "late", late));
    } else if (late < 0) {
      events.add(timer("prematureTimer", of, "early", -late));
    }
    return events;
  }

  private Event timer(String kind, Occurrence of, String name, long byMillis) {
    return ofSchedule(
        kind,
        of,
        json -> {
          nominal(of, json);
          of.task().ifPresent(task -> json.text("task_id", task.toString()));
          json.text(name, Duration.ofMillis(byMillis).toString());
        });
  }

  private static void nominal(Occurrence of, JsonText json) {
    json.text("nominal_time", JsonText.time(of.firstMillis()));
    of.cause().ifPresent(cause -> json.text("cause", OccurrenceJson.word(cause)));
    json.number("missed", of.missed()).truth("waited", of.waited());
  }

  private Event backfill(Occurrence of) {
    return ofSchedule(
        "backfill",
        of,
        json -> {
          json.text("from", JsonText.time(of.firstMillis()));
          json.text("until", JsonText.time(of.lastMillis()));
          json.number("count", of.count()).text("note", of.note());
        });
  }

  private Event ofSchedule(String kind, Occurrence of, JsonText.Content data) {
    return event(
        kind,
        Subjects.cronEvent(kind, new ScheduleId(of.schedule())),
        of.schedule(),
        of,
        json -> {
          json.text("schedule", of.schedule());
          data.write(json);
        });
  }

  private List<Event> ofPartition(News news) {
    if (news.occurrence().outcome() == OccurrenceOutcome.STARTED) {
      return List.of(ofPartition("started", news, news.owner()));
    }
    var events = new ArrayList<Event>();
    if (!news.before().isEmpty()) {
      events.add(ofPartition("stopped", news, news.before()));
    }
    events.add(ofPartition("starting", news, news.owner()));
    return events;
  }

  private Event ofPartition(String kind, News news, String scheduler) {
    Occurrence of = news.occurrence();
    return event(
        kind,
        Subjects.cronEvent(kind, of.partition()),
        "partition " + of.partition(),
        of,
        json -> {
          json.number("partition", of.partition()).text("scheduler", scheduler);
          json.number("schedules", news.schedules());
        });
  }

  private Event event(
      String kind, String subject, String about, Occurrence of, JsonText.Content data) {
    String id =
        "%s-%d-%d-%s".formatted(journal, Place.sequence(of.place()), Place.index(of.place()), kind);
    byte[] bytes =
        JsonText.bytes(
            json -> {
              json.open().text("specversion", "1.0").text("id", id);
              json.text("source", "/tickwheel/partitions/" + of.partition());
              json.text("type", "cron:" + kind).text("subject", about);
              json.text("time", JsonText.time(of.atMillis()));
              json.text("datacontenttype", JsonText.MEDIA_TYPE).open("data");
              data.write(json);
              json.close().close();
            });
    return new Event(id, subject, Payload.of(bytes));
  }

  private static String text(Payload digest) {
    return "sha-256:" + HexFormat.of().formatHex(digest.bytes());
  }
}
