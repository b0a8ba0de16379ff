package io.tickwheel.executor.load;

/// What all process attempts together may use: a share of the machine's processors, and memory.
public record Limits(int maxCpuPercent, long maxMemoryBytes) {}
