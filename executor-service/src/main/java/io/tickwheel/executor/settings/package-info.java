/// What the operator configured, checked at start.
@NullMarked
package io.tickwheel.executor.settings;

import org.jspecify.annotations.NullMarked;
