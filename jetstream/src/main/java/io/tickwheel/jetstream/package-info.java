/// The only door to NATS. [Topology] says what exists there; [FencedJournal], [CommandLog],
/// [CommandLane] and [SnapshotStore] are the logs; [DispatchLog], [Stops], [Beats] and [Asks] are
/// the conversations; [NatsLink] is the connection under all of them.
///
/// Everything is thread-safe. Futures and handlers are called on threads of this package, and
/// should do little there: usually they post to the inbox of whoever waits.
@NullMarked
package io.tickwheel.jetstream;

import org.jspecify.annotations.NullMarked;
