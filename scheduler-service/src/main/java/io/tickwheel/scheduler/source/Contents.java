package io.tickwheel.scheduler.source;

import io.tickwheel.model.ScheduleId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that a source says at one moment.
public record Contents(List<Definition> definitions, List<Fault> faults) {
  public Contents {
    definitions = List.copyOf(definitions);
    faults = List.copyOf(faults);
  }

  /// Schedules that the source still has, readable or not.
  Set<ScheduleId> mentioned() {
    var ids = new HashSet<ScheduleId>();
    definitions.forEach(definition -> ids.add(definition.id()));
    faults.forEach(fault -> fault.id().ifPresent(ids::add));
    return ids;
  }

  /// A fault that may hide any schedule of the source: while there is one, none is known to have
  /// disappeared.
  Optional<Fault> hiding() {
    return faults.stream().filter(fault -> fault.id().isEmpty()).findFirst();
  }
}
