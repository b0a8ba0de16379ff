package io.tickwheel.scheduler.source;

import io.tickwheel.scheduler.source.Outcome.Result;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/// One source and what came of it so far. Tells of each failure once, and when it is over. Not
/// thread-safe.
final class Feed {
  private static final Logger LOG = Logger.getLogger("io.tickwheel.source");

  /// What others changed meanwhile is looked for this often.
  private static final long LOOK_MILLIS = 300_000;

  /// After something that may be over soon.
  private static final long AGAIN_MILLIS = 5_000;

  private final Source source;
  private final Alignment alignment;
  private final InstantSource clock;
  private Map<String, String> told = Map.of();
  private boolean unfinished;
  private long syncedAtMillis;
  private long lookedAtMillis;

  Feed(Source source, Alignment alignment, InstantSource clock) {
    this.source = source;
    this.alignment = alignment;
    this.clock = clock;
  }

  boolean isDue() {
    long now = clock.millis();
    return source.isDue(now) || (unfinished && now - syncedAtMillis >= AGAIN_MILLIS);
  }

  /// `fresh`: look at the system, too, not only at the source.
  Report sync(boolean fresh) {
    long now = clock.millis();
    syncedAtMillis = now;
    if (fresh || now - lookedAtMillis > LOOK_MILLIS) {
      alignment.forget();
      lookedAtMillis = now;
    }
    Report report;
    try {
      report = alignment.align(source.read(now));
      unfinished = !alignment.isDone();
    } catch (SourceGoneException e) {
      report =
          Report.nothing(
              source.name(),
              e.sentence() + "; its schedules stay as they are until it can be read");
      unfinished = true;
    }
    tell(report);
    return report;
  }

  private void tell(Report report) {
    var troubles = new HashMap<String, String>();
    report.trouble().ifPresent(sentence -> troubles.put("", sentence));
    for (Outcome failure : report.failures()) {
      String column = failure.column() > 0 ? ", column " + failure.column() : "";
      troubles.put(failure.place().toString(), failure.place() + column + ": " + failure.detail());
    }
    troubles.forEach(
        (place, sentence) -> {
          if (!sentence.equals(told.get(place))) {
            LOG.warnf("%s: %s", source.name(), sentence);
          }
        });
    told.keySet().stream()
        .filter(place -> !troubles.containsKey(place))
        .forEach(
            place ->
                LOG.infof("%s: %s is well again", source.name(), place.isEmpty() ? "all" : place));
    told = troubles;
    long changes = report.count(Result.CREATED) + report.count(Result.CHANGED);
    if (changes > 0 || !report.removed().isEmpty()) {
      LOG.infof(
          "%s: %s schedules created, %s changed, %s removed",
          source.name(),
          report.count(Result.CREATED),
          report.count(Result.CHANGED),
          report.removed().size());
    }
  }
}
