@NullMarked
package io.tickwheel.alert.watch;

import org.jspecify.annotations.NullMarked;
