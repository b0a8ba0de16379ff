package io.tickwheel.scheduler.source;

import io.tickwheel.model.ScheduleId;
import java.util.Optional;

/// Something in a source that cannot be read. `column` counts from 1, 0 when it is not about a
/// column. `id` is the schedule it would have defined, if that much is known.
public record Fault(Place place, int column, Optional<ScheduleId> id, String sentence) {}
