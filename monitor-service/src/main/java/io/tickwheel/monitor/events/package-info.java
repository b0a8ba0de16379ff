/// Tells others what the history says of schedules, as CloudEvents on NATS.
@NullMarked
package io.tickwheel.monitor.events;

import org.jspecify.annotations.NullMarked;
