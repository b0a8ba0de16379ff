/// Brings notifications to their channels, at least once.
@NullMarked
package io.tickwheel.alert.deliver;

import org.jspecify.annotations.NullMarked;
