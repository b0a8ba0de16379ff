@NullMarked
package io.tickwheel.alert.decide;

import org.jspecify.annotations.NullMarked;
