@NullMarked
package io.tickwheel.scheduler.intake;

import org.jspecify.annotations.NullMarked;
