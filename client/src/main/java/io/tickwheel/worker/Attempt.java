package io.tickwheel.worker;

import io.tickwheel.model.AttemptId;
import io.tickwheel.model.TaskSpec;

/// What an [AttemptRunner] is to run. `dueAtMillis` is when the task was to start.
public record Attempt(AttemptId id, TaskSpec spec, long dueAtMillis, long dispatchedAtMillis) {}
