package io.tickwheel.alert;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskId;
import java.util.List;

/// Journal records as an owner would write them.
public final class Records {
  public static final long AT = 1_700_000_000_000L;
  private static final Incarnation EXECUTOR = new Incarnation(1, 2);

  private Records() {}

  public static TaskId task(int number) {
    return TaskId.create(AT, number % 16, number);
  }

  public static JournalRecord.EventFrame frame(TaskEvent... events) {
    return new JournalRecord.EventFrame(1, 1, AT, 1, List.of(), List.of(events));
  }

  public static TaskEvent died(TaskId task, String message) {
    return failed(task, message, new TaskEvent.Next.Dead());
  }

  public static TaskEvent failed(TaskId task, String message, TaskEvent.Next next) {
    var failure = new Failure(FailureKind.EXCEPTION, message, 0, true, 0);
    return new TaskEvent.AttemptFailed(task, 4, EXECUTOR, AT - 10, AT, failure, next);
  }

  public static TaskEvent lost(TaskId task, TaskEvent.Next next) {
    return new TaskEvent.AttemptLost(task, 1, EXECUTOR, "executor x is gone", next);
  }

  public static TaskEvent returned(TaskId task, TaskEvent.Next next) {
    return new TaskEvent.AttemptReturned(task, 1, EXECUTOR, true, "drained too often", next);
  }

  public static TaskEvent succeeded(TaskId task) {
    return new TaskEvent.AttemptSucceeded(task, 1, EXECUTOR, AT - 10, AT, Payload.of("{}"));
  }
}
