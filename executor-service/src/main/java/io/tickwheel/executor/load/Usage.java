package io.tickwheel.executor.load;

/// What process attempts use now: `cpu` 0..1 of all processors, and resident memory.
public record Usage(double cpu, long memoryBytes, int processes) {
  public static final Usage NONE = new Usage(0, 0, 0);
}
