package io.tickwheel.worker;

import io.tickwheel.model.AttemptId;

/// An attempt in the executor's responsibility: from its arrival until COMMANDS has its result.
sealed interface Holding permits HeldAttempt, Holding.Refusal {
  AttemptId id();

  /// One that was not taken. Only its answer is on its way.
  record Refusal(AttemptId id) implements Holding {}
}
