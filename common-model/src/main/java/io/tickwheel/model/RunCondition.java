package io.tickwheel.model;

/// A rule on the run before, without which an occurrence does not run. The first run has none
/// before it, and runs.
public enum RunCondition {
  ALWAYS,
  PREVIOUS_SUCCEEDED,
  PREVIOUS_FAILED
}
