/// The process target: programs started from an argv, watched, and ended with all they started.
@NullMarked
package io.tickwheel.executor.process;

import org.jspecify.annotations.NullMarked;
