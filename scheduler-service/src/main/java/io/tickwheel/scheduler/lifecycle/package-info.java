/// How the parts of the process start and stop together.
@NullMarked
package io.tickwheel.scheduler.lifecycle;

import org.jspecify.annotations.NullMarked;
