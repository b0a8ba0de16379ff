/// Cron against tables of what is due, and against an oracle that tries every second.
@NullMarked
package io.tickwheel.core.cron;

import org.jspecify.annotations.NullMarked;
