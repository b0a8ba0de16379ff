package io.tickwheel.alert.decide;

import io.tickwheel.model.TaskId;
import java.util.List;
import java.util.stream.Stream;

/// One kind of trouble, from its first incident until a while after its last.
///
/// `firstAtMillis` and `lastAtMillis` are the journal's times of its incidents; `seenAtMillis` and
/// `notifiedAtMillis` are ours. `unnotified` incidents came after the last notification; `tasks`
/// are examples of those that the next, or else the last, notification is about.
public record Alert(
    AlertKey key,
    Cause cause,
    boolean firing,
    long total,
    long unnotified,
    List<TaskId> tasks,
    long firstAtMillis,
    long lastAtMillis,
    long seenAtMillis,
    long notifiedAtMillis,
    long resolvedAtMillis) {
  public Alert {
    tasks = List.copyOf(tasks);
  }

  static Alert opened(Burst burst, long nowMillis) {
    return new Alert(
        burst.key(),
        burst.cause(),
        true,
        burst.count(),
        0,
        burst.tasks(),
        burst.firstAtMillis(),
        burst.lastAtMillis(),
        nowMillis,
        nowMillis,
        0);
  }

  Alert with(Burst burst, long nowMillis) {
    List<TaskId> examples = unnotified == 0 ? burst.tasks() : joined(burst.tasks());
    return new Alert(
        key,
        burst.cause(),
        firing,
        total + burst.count(),
        unnotified + burst.count(),
        examples,
        Math.min(firstAtMillis, burst.firstAtMillis()),
        Math.max(lastAtMillis, burst.lastAtMillis()),
        nowMillis,
        notifiedAtMillis,
        resolvedAtMillis);
  }

  Alert notified(long nowMillis) {
    return new Alert(
        key,
        cause,
        firing,
        total,
        0,
        tasks,
        firstAtMillis,
        lastAtMillis,
        seenAtMillis,
        nowMillis,
        resolvedAtMillis);
  }

  Alert resolved(long nowMillis) {
    return new Alert(
        key,
        cause,
        false,
        total,
        0,
        tasks,
        firstAtMillis,
        lastAtMillis,
        seenAtMillis,
        nowMillis,
        nowMillis);
  }

  private List<TaskId> joined(List<TaskId> more) {
    return Stream.concat(tasks.stream(), more.stream()).limit(Burst.TASKS_MAX).toList();
  }
}
