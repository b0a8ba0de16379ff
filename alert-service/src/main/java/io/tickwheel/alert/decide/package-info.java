/// Which alerts there are, given what happened: no I/O, no clock.
@NullMarked
package io.tickwheel.alert.decide;

import org.jspecify.annotations.NullMarked;
