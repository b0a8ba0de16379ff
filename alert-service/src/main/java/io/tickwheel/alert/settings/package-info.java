/// What the operator configured, checked at start.
@NullMarked
package io.tickwheel.alert.settings;

import org.jspecify.annotations.NullMarked;
