package io.tickwheel.alert.decide;

/// A death, and the type of task that died.
public record Incident(Death death, String taskType) {
  AlertKey key() {
    return new AlertKey(death.rule(), taskType, Fingerprint.of(death.cause()));
  }
}
