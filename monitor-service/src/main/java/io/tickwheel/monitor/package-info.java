/// The monitor: follows the journal into a history, serves it, and forwards what others own.
@NullMarked
package io.tickwheel.monitor;

import org.jspecify.annotations.NullMarked;
