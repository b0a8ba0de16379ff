package io.tickwheel.jetstream;

import static io.tickwheel.model.Require.require;

import io.tickwheel.message.Command;
import io.tickwheel.model.Incarnation;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// A source's way to the owners of all partitions; one per process and incarnation.
///
/// Each partition has one frame in flight. What gathers meanwhile goes in the next, so frames are
/// single commands when idle and hundreds under load. Frames are numbered from 1 without gaps; one
/// that is not acknowledged is repeated under its number until it is. An owner drops the numbers it
/// has seen, so each command is decided exactly once.
public final class CommandLane implements AutoCloseable {
  private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(5);

  private final List<PartitionLane> lanes;

  /// `replyTo`: the core subject for the owners' answers, empty when none are wanted.
  public CommandLane(NatsLink link, Incarnation source, int partitions, String replyTo) {
    lanes =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new PartitionLane(link, partition, source, replyTo))
            .toList();
  }

  /// Sends in the order of the calls. Blocks while the partition's backlog is full: 16,384
  /// commands or 4 MB; so it must not be called from callbacks of this package, which bring the
  /// acknowledgements that make room. Throws IllegalStateException when the lane is closed or the
  /// thread interrupted, and IllegalArgumentException when the command is larger than a NATS
  /// message.
  public void send(int partition, Command command, Sent callback) {
    lane(partition).send(command, callback);
  }

  /// Like [#send], but false at once when the backlog is full.
  public boolean trySend(int partition, Command command, Sent callback) {
    return lane(partition).trySend(command, callback);
  }

  /// The COMMANDS sequence of this source's newest acknowledged frame for the partition; 0 when
  /// there is none.
  public long acknowledgedThrough(int partition) {
    return lane(partition).acknowledgedThrough();
  }

  /// Sends what waits, for five seconds at most.
  @Override
  public void close() {
    close(FLUSH_PATIENCE);
  }

  /// Sends what waits, until `patience` is over; then the rest is abandoned.
  public void close(Duration patience) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    lanes.forEach(PartitionLane::stopTaking);
    lanes.forEach(lane -> lane.flush(deadlineNanos));
  }

  private PartitionLane lane(int partition) {
    require(partition >= 0 && partition < lanes.size(), "unknown partition: %s", partition);
    return lanes.get(partition);
  }
}
