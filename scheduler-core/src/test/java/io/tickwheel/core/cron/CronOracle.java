package io.tickwheel.core.cron;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What is due, found out by trying every local second of a span and asking java.time which
/// instants it stands for.
final class CronOracle {
  private final RandomCron cron;
  private final ZoneRules rules;
  private final GapPolicy gap;
  private final OverlapPolicy overlap;

  CronOracle(RandomCron cron, ZoneRules rules, DstPolicy policy) {
    boolean all = cron.admitsAllHours();
    this.cron = cron;
    this.rules = rules;
    this.gap = all ? GapPolicy.SKIP : policy.gap();
    this.overlap = all ? OverlapPolicy.BOTH : policy.overlap();
  }

  /// The due instants, in milliseconds, of all local times from `from` to before `until`.
  NavigableSet<Long> due(LocalDateTime from, LocalDateTime until) {
    var due = new TreeSet<Long>();
    int step = cron.onlySecondZero() ? 60 : 1;
    LocalDateTime time = cron.onlySecondZero() ? from.withSecond(0).plusMinutes(1) : from;
    for (; time.isBefore(until); time = time.plusSeconds(step)) {
      if (cron.admits(time)) {
        addInstants(time, due);
      }
    }
    return due;
  }

  /// The due instants of one local day, or none at once when its date isn't due.
  NavigableSet<Long> due(LocalDate date) {
    return cron.day().test(date)
        ? due(date.atStartOfDay().minusMinutes(1), date.plusDays(1).atStartOfDay())
        : new TreeSet<>();
  }

  private void addInstants(LocalDateTime time, NavigableSet<Long> due) {
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition change = rules.getTransition(time);
      Duration since = Duration.between(change.getDateTimeBefore(), time);
      switch (gap) {
        case RUN_AFTER_GAP -> due.add(change.getInstant().toEpochMilli());
        case SHIFT -> due.add(change.getInstant().plus(since).toEpochMilli());
        case SKIP -> {}
      }
      return;
    }
    if (offsets.size() == 1 || overlap != OverlapPolicy.SECOND) {
      due.add(time.toInstant(offsets.getFirst()).toEpochMilli());
    }
    if (offsets.size() > 1 && overlap != OverlapPolicy.FIRST) {
      due.add(time.toInstant(offsets.getLast()).toEpochMilli());
    }
  }
}
