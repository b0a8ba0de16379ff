@NullMarked
package io.tickwheel.packed;

import org.jspecify.annotations.NullMarked;
