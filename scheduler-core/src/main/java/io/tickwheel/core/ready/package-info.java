/// Tasks that are due and wait for an executor, in the order in which they are to start.
@NullMarked
package io.tickwheel.core.ready;

import org.jspecify.annotations.NullMarked;
