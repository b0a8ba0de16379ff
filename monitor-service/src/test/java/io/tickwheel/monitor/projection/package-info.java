@NullMarked
package io.tickwheel.monitor.projection;

import org.jspecify.annotations.NullMarked;
