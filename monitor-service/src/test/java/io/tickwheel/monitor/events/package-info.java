@NullMarked
package io.tickwheel.monitor.events;

import org.jspecify.annotations.NullMarked;
