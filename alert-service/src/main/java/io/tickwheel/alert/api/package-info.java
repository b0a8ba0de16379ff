/// The REST interface.
@NullMarked
package io.tickwheel.alert.api;

import org.jspecify.annotations.NullMarked;
