/// Where alerts go: the channels, and how each is sent to.
@NullMarked
package io.tickwheel.alert.channel;

import org.jspecify.annotations.NullMarked;
