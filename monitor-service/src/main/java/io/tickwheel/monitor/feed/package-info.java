/// Follows the journal into the history.
@NullMarked
package io.tickwheel.monitor.feed;

import org.jspecify.annotations.NullMarked;
