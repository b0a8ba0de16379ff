package io.tickwheel.scheduler.nats;

import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Topology;

/// NATS is there, and so are the streams.
public record Session(NatsLink link, Topology topology) {}
