package io.tickwheel.scheduler.source;

import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;

/// A schedule as its source wants it. One that is not `enabled` fires nothing. `fillMillis` is how
/// much of the past runs when the schedule is created, 0 for none.
public record Definition(
    ScheduleId id, ScheduleSpec spec, boolean enabled, long fillMillis, Place place) {}
