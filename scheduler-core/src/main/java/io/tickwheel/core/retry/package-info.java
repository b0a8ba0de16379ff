/// When a failed attempt is tried again.
@NullMarked
package io.tickwheel.core.retry;

import org.jspecify.annotations.NullMarked;
