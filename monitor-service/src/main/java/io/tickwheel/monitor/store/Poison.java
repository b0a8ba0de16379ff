package io.tickwheel.monitor.store;

/// A journal record that could not be read, or (`event` not -1) an event in it.
public record Poison(
    long sequence, int event, int partition, long atMillis, String reason, int bytes) {}
