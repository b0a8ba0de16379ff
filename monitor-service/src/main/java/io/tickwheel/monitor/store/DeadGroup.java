package io.tickwheel.monitor.store;

import io.tickwheel.model.Failure;
import io.tickwheel.model.TaskId;
import java.util.Optional;

/// Dead letters of one task type that are the same kind of error. `example` is one of them.
public record DeadGroup(
    long fingerprint,
    String type,
    long tasks,
    long firstAtMillis,
    long lastAtMillis,
    TaskId example,
    Optional<Failure> failure) {}
