package io.tickwheel.scheduler.source;

import io.tickwheel.model.ScheduleId;
import io.tickwheel.scheduler.source.Outcome.Result;
import java.util.List;
import java.util.Optional;

/// What came of bringing the schedules of one source in line with it. `trouble` says why nothing,
/// or not all, was done; what is not done stays as it was.
public record Report(
    String source, List<Outcome> outcomes, List<ScheduleId> removed, Optional<String> trouble) {
  public Report {
    outcomes = List.copyOf(outcomes);
    removed = List.copyOf(removed);
  }

  static Report nothing(String source, String trouble) {
    return new Report(source, List.of(), List.of(), Optional.of(trouble));
  }

  public long count(Result result) {
    return outcomes.stream().filter(outcome -> outcome.result() == result).count();
  }

  /// In the order of their places.
  List<Outcome> failures() {
    return outcomes.stream().filter(outcome -> outcome.result() == Result.FAILED).toList();
  }
}
