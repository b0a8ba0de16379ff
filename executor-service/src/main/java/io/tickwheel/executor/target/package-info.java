/// What this executor does with an attempt, by the kind of its target.
@NullMarked
package io.tickwheel.executor.target;

import org.jspecify.annotations.NullMarked;
