/// The process' settings.
@NullMarked
package io.tickwheel.monitor.config;

import org.jspecify.annotations.NullMarked;
