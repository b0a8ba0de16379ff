@NullMarked
package io.tickwheel.wire;

import org.jspecify.annotations.NullMarked;
