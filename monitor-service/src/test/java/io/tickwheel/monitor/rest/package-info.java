@NullMarked
package io.tickwheel.monitor.rest;

import org.jspecify.annotations.NullMarked;
