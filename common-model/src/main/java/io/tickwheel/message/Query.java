package io.tickwheel.message;

import io.tickwheel.model.TaskId;

/// A question to a partition's owner. With `waitMillis` > 0 the answer comes when the task is
/// final, or with the state it has after that long.
public record Query(TaskId task, long waitMillis) {}
