package io.tickwheel.client;

import io.tickwheel.message.SubmitOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// What was submitted together: its outcomes come in any order and are handed over in its own.
final class SubmitGroup {
  private static final SubmitOutcome NOT_YET =
      new SubmitOutcome(Optional.empty(), 0, false, Optional.of("not-yet"), Optional.empty());

  private final SubmitOutcome[] outcomes;
  private final AtomicInteger missing;
  private final CompletableFuture<List<SubmitOutcome>> all = new CompletableFuture<>();

  SubmitGroup(int size) {
    outcomes = new SubmitOutcome[size];
    Arrays.fill(outcomes, NOT_YET);
    missing = new AtomicInteger(size);
    if (size == 0) {
      all.complete(List.of());
    }
  }

  /// Each index once.
  void complete(int index, SubmitOutcome outcome) {
    outcomes[index] = outcome;
    if (missing.decrementAndGet() == 0) {
      all.complete(List.of(outcomes));
    }
  }

  CompletableFuture<List<SubmitOutcome>> all() {
    return all;
  }
}
