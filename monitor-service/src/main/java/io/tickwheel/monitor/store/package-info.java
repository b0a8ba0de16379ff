/// The history in SQLite: written by one thread, in batches that carry their journal position; read
/// by many. A projection of the journal, so it can always be thrown away and built again.
@NullMarked
package io.tickwheel.monitor.store;

import org.jspecify.annotations.NullMarked;
