package io.tickwheel.monitor.projection;

import io.tickwheel.model.Failure;
import io.tickwheel.model.Incarnation;
import org.jspecify.annotations.Nullable;

/// One try of a task as the history knows it. Times are 0 when unknown; `dueAtMillis` is when it
/// was to start.
public record Attempt(
    int number,
    int life,
    Incarnation executor,
    long dueAtMillis,
    long dispatchedAtMillis,
    long startedAtMillis,
    long endedAtMillis,
    AttemptOutcome outcome,
    @Nullable Failure failure) {}
