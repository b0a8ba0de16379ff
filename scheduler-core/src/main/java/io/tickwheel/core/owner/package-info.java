/// Owning partitions: claim, replay, the write-ahead turn, snapshots, hand-over.
@NullMarked
package io.tickwheel.core.owner;

import org.jspecify.annotations.NullMarked;
