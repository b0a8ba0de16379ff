/// What attempts take from the machine, and whether another may start.
@NullMarked
package io.tickwheel.executor.load;

import org.jspecify.annotations.NullMarked;
