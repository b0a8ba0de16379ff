@NullMarked
package io.tickwheel.scheduler.nats;

import org.jspecify.annotations.NullMarked;
