@NullMarked
package io.tickwheel.scheduler.fake;

import org.jspecify.annotations.NullMarked;
