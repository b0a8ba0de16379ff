/// Puts the plain classes together into the process.
@NullMarked
package io.tickwheel.scheduler.wiring;

import org.jspecify.annotations.NullMarked;
