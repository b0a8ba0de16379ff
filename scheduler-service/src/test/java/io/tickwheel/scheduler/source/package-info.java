@NullMarked
package io.tickwheel.scheduler.source;

import org.jspecify.annotations.NullMarked;
