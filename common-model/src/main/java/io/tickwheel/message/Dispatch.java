package io.tickwheel.message;

import io.tickwheel.model.AttemptId;
import io.tickwheel.packed.PackedSpec;

/// An attempt handed to an executor. `dueAtMillis` is when the task was to start.
public record Dispatch(
    AttemptId attempt, PackedSpec spec, long dueAtMillis, long dispatchedAtMillis) {}
