/// What the settings accept.
@NullMarked
package io.tickwheel.scheduler.config;

import org.jspecify.annotations.NullMarked;
