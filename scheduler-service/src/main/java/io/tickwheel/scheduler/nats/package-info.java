/// This process' place in NATS: the connection, and what comes in over it.
@NullMarked
package io.tickwheel.scheduler.nats;

import org.jspecify.annotations.NullMarked;
