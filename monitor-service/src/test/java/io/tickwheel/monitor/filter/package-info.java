@NullMarked
package io.tickwheel.monitor.filter;

import org.jspecify.annotations.NullMarked;
