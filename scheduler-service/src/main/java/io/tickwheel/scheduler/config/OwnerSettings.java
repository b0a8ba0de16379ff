package io.tickwheel.scheduler.config;

import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.owner.OwnerLimits;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.settings.SettingsReader;
import java.time.Duration;
import java.util.List;

/// What an operator can tell the owning half.
public record OwnerSettings(
    Strategy strategy,
    Duration executorLease,
    Duration memberPatience,
    Duration clockTolerance,
    Duration ageing,
    Duration journalRetention,
    long journalRetentionBytes) {
  private static final long HOUR_MILLIS = 3_600_000;

  /// A worker that cannot reach NATS stops its own work after 3.5 seconds; whoever gives it up
  /// sooner lets a task run twice at once.
  private static final long LEASE_MILLIS_MIN = 5_000;

  /// `tickwheel.scheduler.*`: balance, executor-lease, member-patience, clock-tolerance, ageing,
  /// journal-retention, journal-retention-bytes.
  public static OwnerSettings read(SettingsReader in) {
    return new OwnerSettings(
        in.choice(List.of("tickwheel.scheduler.balance"), Strategy.LEAST_LOAD, Strategy.class),
        duration(in, "executor-lease", LEASE_MILLIS_MIN, LEASE_MILLIS_MIN, 600_000),
        duration(in, "member-patience", 1_000, 500, 60_000),
        duration(in, "clock-tolerance", 1_000, 50, 60_000),
        duration(in, "ageing", 60_000, 1_000, 24 * HOUR_MILLIS),
        duration(in, "journal-retention", 168 * HOUR_MILLIS, HOUR_MILLIS, 8_760 * HOUR_MILLIS),
        in.number(
            List.of("tickwheel.scheduler.journal-retention-bytes"),
            8L << 30,
            64L << 20,
            Long.MAX_VALUE));
  }

  public PartitionLimits partitionLimits() {
    PartitionLimits usual = PartitionLimits.DEFAULT;
    return new PartitionLimits(
        ageing.toMillis(),
        usual.poisonCap(),
        usual.keyMillis(),
        usual.arrivalMillis(),
        usual.turnBytes());
  }

  /// The journal's bytes are shared evenly by the partitions.
  public OwnerLimits ownerLimits(int partitions) {
    OwnerLimits usual = OwnerLimits.DEFAULT;
    return new OwnerLimits(
        usual.commandsPerTurn(),
        usual.bytesPerTurn(),
        usual.timersPerTurn(),
        usual.dispatchesPerTurn(),
        usual.snapshotBytesMin(),
        usual.blobBytes(),
        journalRetention.toMillis(),
        journalRetentionBytes / partitions);
  }

  private static Duration duration(
      SettingsReader in, String name, long usual, long least, long most) {
    return Duration.ofMillis(
        in.durationMillis(List.of("tickwheel.scheduler." + name), usual, least, most));
  }
}
