/// Says which timers are due, among millions, in constant time each.
@NullMarked
package io.tickwheel.core.wheel;

import org.jspecify.annotations.NullMarked;
