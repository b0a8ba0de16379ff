/// One origin for users: requests that other services answer are passed to them.
@NullMarked
package io.tickwheel.monitor.forward;

import org.jspecify.annotations.NullMarked;
