@NullMarked
package io.tickwheel.monitor.feed;

import org.jspecify.annotations.NullMarked;
