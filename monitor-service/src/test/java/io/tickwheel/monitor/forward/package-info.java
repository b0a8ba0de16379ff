@NullMarked
package io.tickwheel.monitor.forward;

import org.jspecify.annotations.NullMarked;
