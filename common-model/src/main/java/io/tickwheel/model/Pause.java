package io.tickwheel.model;

/// Why and how long a schedule fires nothing. `untilMillis` is 0 for until resumed; `automatic`
/// pauses follow from failed runs.
public record Pause(long sinceMillis, long untilMillis, String note, boolean automatic) {}
