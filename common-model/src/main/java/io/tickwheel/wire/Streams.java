package io.tickwheel.wire;

import java.time.Duration;
import java.util.List;

/// Every JetStream stream and bucket that Tickwheel uses. Sizes are bounded by trimming behind
/// snapshots, never by age alone, but for DISPATCH, whose content is worthless after its lease.
public final class Streams {
  public static final Stream COMMANDS =
      new Stream("TW_COMMANDS", Subjects.COMMANDS_ALL, Storage.FILE, false, Duration.ZERO);
  public static final Stream JOURNAL =
      new Stream("TW_JOURNAL", Subjects.JOURNAL_ALL, Storage.FILE, false, Duration.ZERO);
  public static final Stream SNAPSHOTS =
      new Stream("TW_SNAPSHOTS", Subjects.SNAPSHOTS_ALL, Storage.FILE, true, Duration.ZERO);
  public static final Stream DISPATCH =
      new Stream("TW_DISPATCH", Subjects.DISPATCH_ALL, Storage.MEMORY, false, Duration.ofHours(1));
  public static final List<Stream> ALL = List.of(COMMANDS, JOURNAL, SNAPSHOTS, DISPATCH);

  /// Key-value bucket of the cluster's fixed settings.
  public static final String SETTINGS_BUCKET = "tw_settings";

  /// Key: the number of partitions, fixed at first provisioning.
  public static final String PARTITIONS_KEY = "partitions";

  private Streams() {}

  public enum Storage {
    FILE,
    MEMORY
  }

  /// `lastPerSubject`: only the newest message of a subject is kept. `maxAge` zero: no limit.
  public record Stream(
      String name, String subjects, Storage storage, boolean lastPerSubject, Duration maxAge) {}
}
