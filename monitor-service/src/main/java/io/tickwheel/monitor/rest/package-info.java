/// The monitor's own REST API. Resources block on the history, so they run on worker threads.
@NullMarked
package io.tickwheel.monitor.rest;

import org.jspecify.annotations.NullMarked;
