package io.tickwheel.core.owner;

import io.tickwheel.message.JournalRecord.SourceSeen;
import io.tickwheel.model.Incarnation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which command frames were consumed, by source: the memory that makes a repeated frame harmless.
/// A source that was silent for an hour is forgotten; none repeats a frame after so long.
final class Sources {
  private static final long FORGET_MILLIS = 3_600_000;

  private final Map<Incarnation, SourceSeen> seen = new LinkedHashMap<>(16, 0.75f, true);

  boolean isNew(Incarnation source, long number) {
    SourceSeen last = seen.get(source);
    return last == null || number > last.number();
  }

  void see(SourceSeen one) {
    seen.put(one.source(), one);
    forgetSilent(one.atMillis());
  }

  List<SourceSeen> all() {
    return new ArrayList<>(seen.values());
  }

  private void forgetSilent(long nowMillis) {
    var oldest = seen.values().iterator();
    while (oldest.hasNext() && oldest.next().atMillis() < nowMillis - FORGET_MILLIS) {
      oldest.remove();
    }
  }
}
