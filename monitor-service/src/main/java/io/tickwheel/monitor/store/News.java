package io.tickwheel.monitor.store;

import io.tickwheel.model.Payload;
import io.tickwheel.monitor.projection.Occurrence;
import java.util.Optional;

/// An occurrence and what has to be known to tell others of it. `digest` is of the specification by
/// which it fired. For what is about a partition: its `owner`, the owner `before`, both empty when
/// unknown, and how many `schedules` it held.
public record News(
    Occurrence occurrence, Optional<Payload> digest, String owner, String before, int schedules) {}
