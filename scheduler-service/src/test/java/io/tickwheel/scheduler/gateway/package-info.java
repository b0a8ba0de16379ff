@NullMarked
package io.tickwheel.scheduler.gateway;

import org.jspecify.annotations.NullMarked;
