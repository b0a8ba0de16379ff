@NullMarked
package io.tickwheel.scheduler.rest;

import org.jspecify.annotations.NullMarked;
