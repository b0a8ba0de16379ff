/// Starts, kills and asks a whole suite: real processes, a real nats-server, HTTP from outside.
@NullMarked
package io.tickwheel.suite;

import org.jspecify.annotations.NullMarked;
