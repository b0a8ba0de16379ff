/// The scheduler's process: everything that comes in, and the settings it runs with.
@NullMarked
package io.tickwheel.scheduler;

import org.jspecify.annotations.NullMarked;
