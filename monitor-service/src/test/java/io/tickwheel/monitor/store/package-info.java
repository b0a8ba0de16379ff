@NullMarked
package io.tickwheel.monitor.store;

import org.jspecify.annotations.NullMarked;
