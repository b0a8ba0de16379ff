/// How things stand: history, fleet and machine in one picture.
@NullMarked
package io.tickwheel.monitor.status;

import org.jspecify.annotations.NullMarked;
