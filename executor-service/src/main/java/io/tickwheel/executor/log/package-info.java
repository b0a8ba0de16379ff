/// Logs of attempts: one file each, bounded in size and age.
@NullMarked
package io.tickwheel.executor.log;

import org.jspecify.annotations.NullMarked;
