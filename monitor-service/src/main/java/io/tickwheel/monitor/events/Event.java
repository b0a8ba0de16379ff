package io.tickwheel.monitor.events;

import io.tickwheel.model.Payload;

/// A CloudEvent in JSON. `id` comes from its place in the journal: told again, it is the same.
record Event(String id, String subject, Payload json) {}
