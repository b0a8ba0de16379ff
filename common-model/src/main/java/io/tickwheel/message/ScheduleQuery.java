package io.tickwheel.message;

import static io.tickwheel.model.Require.require;

/// Asks a partition's owner for its schedules: those whose id is greater than `after`, or equal to
/// it when `only`; in order of ids, at most `limit`.
public record ScheduleQuery(String after, boolean only, int limit) {
  public static final int LIMIT_MAX = 1_000;

  public ScheduleQuery {
    require(limit >= 1 && limit <= LIMIT_MAX, "limit is 1..1000: %s", limit);
  }
}
