/// The production core and ownership code in one thread on virtual time, with every fault that a
/// network, a disk and a clock can have; and a checker that knows the promises but not the code.
@NullMarked
package io.tickwheel.core.sim;

import org.jspecify.annotations.NullMarked;
