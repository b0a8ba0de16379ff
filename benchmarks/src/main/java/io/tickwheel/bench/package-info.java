/// Measures what Tickwheel promises, each figure next to its yardsticks from the same run.
@NullMarked
package io.tickwheel.bench;

import org.jspecify.annotations.NullMarked;
