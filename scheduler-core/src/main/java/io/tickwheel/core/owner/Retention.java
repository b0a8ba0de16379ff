package io.tickwheel.core.owner;

import io.tickwheel.message.SnapshotHead.TimeMark;
import java.util.List;

/// How much of the journal may go, were it only for age and size: `trimmable` is the sequence up to
/// which it may, 0 for nothing; `kept` are the marks behind it.
record Retention(long trimmable, List<TimeMark> kept) {
  Retention {
    kept = List.copyOf(kept);
  }

  static Retention of(List<TimeMark> marks, long nowMillis, OwnerLimits limits) {
    long bytes = marks.stream().mapToLong(TimeMark::bytes).sum();
    long trimmable = 0;
    int gone = 0;
    for (TimeMark mark : marks) {
      boolean old = mark.atMillis() <= nowMillis - limits.retentionMillis();
      if (!old && bytes <= limits.retentionBytes()) {
        break;
      }
      bytes -= mark.bytes();
      trimmable = mark.position();
      gone++;
    }
    return new Retention(trimmable, marks.subList(gone, marks.size()));
  }
}
