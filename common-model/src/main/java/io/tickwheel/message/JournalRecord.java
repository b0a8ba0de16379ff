package io.tickwheel.message;

import io.tickwheel.model.Incarnation;
import java.util.List;

/// One message of a partition's log.
public sealed interface JournalRecord {
  /// A scheduler took the partition. The record's stream sequence is the epoch of its ownership.
  record Claim(String owner, long atMillis) implements JournalRecord {}

  /// One turn's decisions. `commandPosition` is the COMMANDS sequence up to which input is
  /// included;
  /// `seen` names the command frames consumed in this turn.
  record EventFrame(
      long epoch,
      long number,
      long timeMillis,
      long commandPosition,
      List<SourceSeen> seen,
      List<PartitionEvent> events)
      implements JournalRecord {
    public EventFrame {
      seen = List.copyOf(seen);
      events = List.copyOf(events);
    }
  }

  record SourceSeen(Incarnation source, long number, long atMillis) {}
}
