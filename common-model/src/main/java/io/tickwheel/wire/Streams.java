package io.tickwheel.wire;

import java.time.Duration;
import java.util.List;

/// Every JetStream stream and bucket that Tickwheel uses. Sizes are bounded by trimming behind
/// snapshots, never by age alone, but for two, where the oldest goes: DISPATCH, whose content is
/// worthless after its lease and is removed by executors that have taken it, and EVENTS, which is
/// told to others and which Tickwheel itself never reads.
public final class Streams {
  public static final long NO_LIMIT = -1;

  /// The broker's memory for dispatches that executors have not taken: far more than all of them
  /// may hold, far less than a broker has.
  private static final long DISPATCH_BYTES_MAX = 64L << 20;

  /// Some hundred megabytes. Counted, not measured: a broker sets a stream's bytes aside when it is
  /// made, and refuses the stream where the disk is small.
  private static final long EVENTS_MAX = 400_000;

  /// Message ids are not relied on; a long window would cost memory for each message.
  private static final Duration NO_REPEATS = Duration.ofSeconds(1);

  /// A monitor that was killed is back by then, and what it tells again is not stored again.
  private static final Duration RESTART = Duration.ofMinutes(10);

  public static final Stream COMMANDS =
      new Stream(
          "TW_COMMANDS",
          Subjects.COMMANDS_ALL,
          Storage.FILE,
          false,
          Duration.ZERO,
          NO_LIMIT,
          NO_LIMIT,
          NO_REPEATS);
  public static final Stream JOURNAL =
      new Stream(
          "TW_JOURNAL",
          Subjects.JOURNAL_ALL,
          Storage.FILE,
          false,
          Duration.ZERO,
          NO_LIMIT,
          NO_LIMIT,
          NO_REPEATS);
  public static final Stream SNAPSHOTS =
      new Stream(
          "TW_SNAPSHOTS",
          Subjects.SNAPSHOTS_ALL,
          Storage.FILE,
          true,
          Duration.ZERO,
          NO_LIMIT,
          NO_LIMIT,
          NO_REPEATS);
  public static final Stream DISPATCH =
      new Stream(
          "TW_DISPATCH",
          Subjects.DISPATCH_ALL,
          Storage.MEMORY,
          false,
          Duration.ofHours(1),
          DISPATCH_BYTES_MAX,
          NO_LIMIT,
          NO_REPEATS);
  public static final Stream EVENTS =
      new Stream(
          "TW_EVENTS",
          Subjects.EVENTS_ALL,
          Storage.FILE,
          false,
          Duration.ofDays(7),
          NO_LIMIT,
          EVENTS_MAX,
          RESTART);
  public static final List<Stream> ALL = List.of(COMMANDS, JOURNAL, SNAPSHOTS, DISPATCH, EVENTS);

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
  /// `bytesMax` and `messagesMax`: above them the oldest messages go; [#NO_LIMIT] for none.
  // `repeats`: how long a
  /// message is not stored again under the same id.
  public record Stream(
      String name,
      String subjects,
      Storage storage,
      boolean lastPerSubject,
      Duration maxAge,
      long bytesMax,
      long messagesMax,
      Duration repeats) {
    public Stream withBytesMax(long most) {
      return new Stream(
          name, subjects, storage, lastPerSubject, maxAge, most, messagesMax, repeats);
    }
  }
}
