/// What the journal means for the history: events in, row changes out. Pure; no database, no clock.
/// Rows and batches are mutable and belong to the one thread that follows the journal.
@NullMarked
package io.tickwheel.monitor.projection;

import org.jspecify.annotations.NullMarked;
