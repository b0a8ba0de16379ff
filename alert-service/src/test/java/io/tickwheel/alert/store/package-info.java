@NullMarked
package io.tickwheel.alert.store;

import org.jspecify.annotations.NullMarked;
