/// What the monitor-service knows: tasks that have ended, lists and searches.
@NullMarked
package io.tickwheel.scheduler.history;

import org.jspecify.annotations.NullMarked;
