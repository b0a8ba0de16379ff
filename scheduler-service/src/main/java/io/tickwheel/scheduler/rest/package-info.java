/// The HTTP API.
@NullMarked
package io.tickwheel.scheduler.rest;

import org.jspecify.annotations.NullMarked;
