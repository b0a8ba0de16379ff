/// Runs the owner loop of scheduler-core on one thread and connects it to NATS. Everything here is
/// thin: it carries out, and decides nothing.
@NullMarked
package io.tickwheel.scheduler.owner;

import org.jspecify.annotations.NullMarked;
