@NullMarked
package io.tickwheel.alert.channel;

import org.jspecify.annotations.NullMarked;
