package io.tickwheel.monitor.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Cuts the places of some minutes into stretches with a bounded number of rows (about: inside a
/// minute rows are taken to lie evenly), newest first. Together they hold every row of those
/// minutes.  Minutes may overlap a little, because partitions' clocks and frames do not march in
/// step:
/// ```
/// minute 1   |-----------|            places 10..22
/// minute 2            |--------|      places 19..28
/// stretches  |--------|--------|      [19, 29) and [10, 19)
/// ```
final class Stretches {
  /// Places of the rows that began in one minute, both inclusive.
  record Span(long rows, long first, long last) {}

  /// From a place (inclusive) up to a place (exclusive).
  record Stretch(long from, long upTo) {}

  private Stretches() {}

  static List<Stretch> of(List<Span> minutes, long rowsMax) {
    var spans = new ArrayList<>(minutes);
    spans.sort(Comparator.comparingLong(Span::first));
    var stretches = new ArrayList<Stretch>();
    long reach = Long.MIN_VALUE;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      reach = Math.max(reach, span.last());
      long next = i + 1 < spans.size() ? spans.get(i + 1).first() : Long.MAX_VALUE;
      cut(span, Math.min(next, reach + 1), rowsMax, stretches);
    }
    return joined(spans, stretches.reversed(), rowsMax);
  }

  private static void cut(Span span, long upTo, long rowsMax, List<Stretch> to) {
    long pieces = Math.ceilDiv(span.rows(), rowsMax);
    long step = Math.max(1, Math.ceilDiv(upTo - span.first(), pieces));
    for (long from = span.first(); from < upTo; from += step) {
      to.add(new Stretch(from, Math.min(upTo, from + step)));
    }
  }

  /// Joins neighbours as long as they stay small: a quiet week is not ten thousand statements.
  private static List<Stretch> joined(List<Span> spans, List<Stretch> newestFirst, long rowsMax) {
    long rows = spans.stream().mapToLong(Span::rows).sum();
    if (newestFirst.isEmpty()) {
      return List.of();
    }
    int together = Math.clamp(rowsMax * newestFirst.size() / Math.max(1, rows), 1, 1000);
    var joined = new ArrayList<Stretch>();
    for (int i = 0; i < newestFirst.size(); i += together) {
      Stretch oldest = newestFirst.get(Math.min(i + together, newestFirst.size()) - 1);
      joined.add(new Stretch(oldest.from(), newestFirst.get(i).upTo()));
    }
    return joined;
  }
}
