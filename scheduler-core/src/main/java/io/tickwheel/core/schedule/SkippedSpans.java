package io.tickwheel.core.schedule;

import io.tickwheel.message.SnapshotBlob.SkipRecord;
import java.util.ArrayList;
import java.util.List;

/// Which occurrences did not run: a bounded list of spans of nominal times. What it forgets counts
/// as having run, so that a backfill never runs an occurrence twice.
final class SkippedSpans {
  private static final int COUNT_MAX = 500;

  private final List<SkipRecord> spans;

  private SkippedSpans(List<SkipRecord> spans) {
    this.spans = spans;
  }

  /// Nothing ran before the schedule was known.
  static SkippedSpans before(long knownSinceMillis) {
    return of(List.of(new SkipRecord(0, knownSinceMillis)));
  }

  static SkippedSpans of(List<SkipRecord> spans) {
    return new SkippedSpans(new ArrayList<>(spans));
  }

  List<SkipRecord> records() {
    return List.copyOf(spans);
  }

  boolean cover(long nominalMillis) {
    return spans.stream()
        .anyMatch(s -> s.firstMillis() <= nominalMillis && nominalMillis <= s.lastMillis());
  }

  /// `lastFiredMillis`: spans with no run between become one.
  void add(long firstMillis, long lastMillis, long lastFiredMillis) {
    SkipRecord last = spans.isEmpty() ? null : spans.getLast();
    if (last != null
        && last.lastMillis() < firstMillis
        && (lastFiredMillis <= last.lastMillis() || lastFiredMillis > lastMillis)) {
      spans.set(spans.size() - 1, new SkipRecord(last.firstMillis(), lastMillis));
      return;
    }
    if (spans.size() == COUNT_MAX) {
      spans.removeFirst();
    }
    spans.add(new SkipRecord(firstMillis, lastMillis));
  }

  /// The occurrence ran after all.
  void carve(long nominalMillis) {
    for (int i = 0; i < spans.size(); i++) {
      SkipRecord span = spans.get(i);
      if (span.firstMillis() <= nominalMillis && nominalMillis <= span.lastMillis()) {
        spans.remove(i);
        if (nominalMillis < span.lastMillis()) {
          spans.add(i, new SkipRecord(nominalMillis + 1, span.lastMillis()));
        }
        if (span.firstMillis() < nominalMillis) {
          spans.add(i, new SkipRecord(span.firstMillis(), nominalMillis - 1));
        }
        return;
      }
    }
  }
}
