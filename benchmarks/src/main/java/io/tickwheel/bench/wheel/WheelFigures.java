package io.tickwheel.bench.wheel;

/// What one wheel costs for each timer.
public record WheelFigures(
    double scheduleNanos, double cancelNanos, double expireNanos, double bytes) {}
