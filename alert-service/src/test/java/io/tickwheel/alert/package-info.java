@NullMarked
package io.tickwheel.alert;

import org.jspecify.annotations.NullMarked;
