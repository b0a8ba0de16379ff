package io.tickwheel.wire;

import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleId;

/// Every NATS subject that Tickwheel uses.
public final class Subjects {
  public static final String COMMANDS_ALL = "tw.cmd.*";
  public static final String JOURNAL_ALL = "tw.log.*";
  public static final String SNAPSHOTS_ALL = "tw.snap.>";
  public static final String DISPATCH_ALL = "tw.run.*";
  public static final String EVENTS_ALL = "tw.events.>";

  /// Core NATS, from here on.
  public static final String SCHEDULER_BEAT = "tw.beat.scheduler";

  public static final String EXECUTOR_BEAT = "tw.beat.executor";

  /// One task as JSON, request and reply, answered by any scheduler.
  public static final String SUBMIT = "tw.submit";

  /// Many tasks as protobuf, request and reply, answered by any scheduler.
  public static final String SUBMIT_BATCH = "tw.submit.batch";

  /// Queue group of those who answer submissions.
  public static final String GATEWAYS = "tw-gateways";

  private Subjects() {}

  public static String commands(int partition) {
    return "tw.cmd." + partition;
  }

  public static String journal(int partition) {
    return "tw.log." + partition;
  }

  /// The partition in a subject that ends with it, such as `tw.log.7`.
  public static int partition(String subject) {
    return Integer.parseInt(subject, subject.lastIndexOf('.') + 1, subject.length(), 10);
  }

  public static String snapshotHead(int partition) {
    return "tw.snap." + partition + ".head";
  }

  /// `blob` is `<epoch>-<n>`; a blob is written once and never changed.
  public static String snapshotBlob(int partition, String blob) {
    return "tw.snap." + partition + "." + blob;
  }

  public static String dispatch(Incarnation executor) {
    return "tw.run." + executor;
  }

  /// What is told of a schedule. Its dots become underscores, so that it is one token.
  public static String cronEvent(String kind, ScheduleId schedule) {
    return "tw.events.cron." + kind + "." + schedule.text().replace('.', '_');
  }

  /// What is told of a partition that holds schedules.
  public static String cronEvent(String kind, int partition) {
    return "tw.events.cron." + kind + "." + partition;
  }

  /// Core NATS: requests to stop attempts.
  public static String stop(Incarnation executor) {
    return "tw.stop." + executor;
  }

  /// Core NATS: questions to the partition's owner.
  public static String ask(int partition) {
    return "tw.ask." + partition;
  }

  /// Core NATS: questions to the partition's owner for its schedules.
  public static String schedules(int partition) {
    return "tw.schedules." + partition;
  }
}
