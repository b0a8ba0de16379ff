@NullMarked
package io.tickwheel.alert.settings;

import org.jspecify.annotations.NullMarked;
