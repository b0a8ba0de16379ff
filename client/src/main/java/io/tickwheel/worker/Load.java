package io.tickwheel.worker;

/// How busy the executor's machine is, each 0..1 of what attempts may use.
public record Load(double cpu, double memory) {
  public static final Load NONE = new Load(0, 0);
}
