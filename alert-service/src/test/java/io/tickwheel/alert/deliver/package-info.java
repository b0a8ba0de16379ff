@NullMarked
package io.tickwheel.alert.deliver;

import org.jspecify.annotations.NullMarked;
