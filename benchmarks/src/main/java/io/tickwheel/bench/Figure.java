package io.tickwheel.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// One measured number, and what others reached in the same run on the same machine, by their
/// names, in the same unit.
public record Figure(
    String name, double value, String unit, SequencedMap<String, Double> yardsticks) {
  public Figure {
    yardsticks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(yardsticks));
  }

  public Figure(String name, double value, String unit) {
    this(name, value, unit, new LinkedHashMap<>());
  }
}
