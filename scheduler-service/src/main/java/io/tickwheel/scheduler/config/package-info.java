/// The process' settings.
@NullMarked
package io.tickwheel.scheduler.config;

import org.jspecify.annotations.NullMarked;
