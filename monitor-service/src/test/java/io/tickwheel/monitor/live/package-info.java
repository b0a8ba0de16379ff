@NullMarked
package io.tickwheel.monitor.live;

import org.jspecify.annotations.NullMarked;
