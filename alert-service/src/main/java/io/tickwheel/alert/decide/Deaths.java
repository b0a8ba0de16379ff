package io.tickwheel.alert.decide;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.AttemptFailed;
import io.tickwheel.message.TaskEvent.AttemptLost;
import io.tickwheel.message.TaskEvent.AttemptReturned;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the deaths among what a journal record tells.
public final class Deaths {
  private Deaths() {}

  public static List<Death> in(JournalRecord record) {
    return switch (record) {
      case JournalRecord.Claim claim -> List.of();
      case JournalRecord.EventFrame frame ->
          frame.events().stream().flatMap(event -> death(event, frame.timeMillis())).toList();
    };
  }

  private static Stream<Death> death(PartitionEvent event, long atMillis) {
    return switch (event) {
      case TaskEvent task -> death(task, atMillis);
      case ScheduleEvent schedule -> Stream.of();
    };
  }

  private static Stream<Death> death(TaskEvent event, long atMillis) {
    return switch (event) {
      case AttemptFailed failed -> death(event, failed.next(), cause(failed.failure()), atMillis);
      case AttemptReturned returned ->
          death(event, returned.next(), cause(FailureKind.POISON, returned.reason()), atMillis);
      case AttemptLost lost ->
          death(event, lost.next(), cause(FailureKind.EXECUTOR_LOST, lost.reason()), atMillis);
      case TaskEvent.Submitted submitted -> Stream.of();
      case TaskEvent.Dispatched dispatched -> Stream.of();
      case TaskEvent.AttemptSucceeded succeeded -> Stream.of();
      case TaskEvent.CancelRequested requested -> Stream.of();
      case TaskEvent.Cancelled cancelled -> Stream.of();
      case TaskEvent.Expired expired -> Stream.of();
      case TaskEvent.Amended amended -> Stream.of();
      case TaskEvent.Revived revived -> Stream.of();
      case TaskEvent.Discarded discarded -> Stream.of();
      case TaskEvent.StaleResult stale -> Stream.of();
    };
  }

  private static Stream<Death> death(TaskEvent event, Next next, Cause cause, long atMillis) {
    return rule(next).stream().map(rule -> new Death(event.task(), rule, cause, atMillis));
  }

  private static Optional<Rule> rule(Next next) {
    return switch (next) {
      case Next.Dead dead -> Optional.of(Rule.TASK_DEAD);
      case Next.Lost lost -> Optional.of(Rule.TASK_LOST);
      case Next.RetryAt retry -> Optional.empty();
      case Next.Cancelled cancelled -> Optional.empty();
    };
  }

  private static Cause cause(Failure failure) {
    return new Cause(failure.kind().word(), failure.code(), failure.message());
  }

  private static Cause cause(FailureKind kind, String reason) {
    return new Cause(kind.word(), 0, reason);
  }
}
