/// The suite's promises, kept by real processes that are killed, paused and fed rubbish.
@NullMarked
package io.tickwheel.system;

import org.jspecify.annotations.NullMarked;
