/// What is going on now: the fleet's signs of life, the last minute's figures, this machine's load.
@NullMarked
package io.tickwheel.monitor.live;

import org.jspecify.annotations.NullMarked;
