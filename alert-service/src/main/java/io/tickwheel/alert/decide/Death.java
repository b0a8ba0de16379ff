package io.tickwheel.alert.decide;

import io.tickwheel.model.TaskId;

/// A task's end that people want to hear of.
public record Death(TaskId task, Rule rule, Cause cause, long atMillis) {}
