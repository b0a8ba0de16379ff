/// One partition: its tasks, what is decided about them, and what follows from an event.
@NullMarked
package io.tickwheel.core.partition;

import org.jspecify.annotations.NullMarked;
