package io.tickwheel.scheduler.source;

import io.tickwheel.model.ScheduleId;
import java.util.Locale;
import java.util.Optional;

/// What became of one place of a source. `column` is 0 when it is not about a column; `detail` is
/// empty when there is nothing to say.
public record Outcome(
    Place place, int column, Optional<ScheduleId> id, Result result, String detail) {
  /// What was done, or would be in a dry run.
  public enum Result {
    CREATED,
    CHANGED,
    UNCHANGED,
    /// It is switched off in its source.
    DISABLED,
    FAILED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Outcome of(Definition definition, Result result, String detail) {
    return new Outcome(definition.place(), 0, Optional.of(definition.id()), result, detail);
  }

  static Outcome of(Fault fault) {
    return new Outcome(fault.place(), fault.column(), fault.id(), Result.FAILED, fault.sentence());
  }
}
