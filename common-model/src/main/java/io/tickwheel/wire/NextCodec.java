package io.tickwheel.wire;

import static io.tickwheel.model.Require.require;
import static io.tickwheel.wire.ModelCodec.failure;
import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.incarnation;

import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.TaskId;
import io.tickwheel.wire.proto.AttemptFailed;
import io.tickwheel.wire.proto.AttemptLost;
import io.tickwheel.wire.proto.AttemptReturned;

/// The three events that say what follows an attempt that did not succeed.
final class NextCodec {
  private NextCodec() {}

  static AttemptFailed failed(TaskEvent.AttemptFailed failed) {
    var proto =
        AttemptFailed.newBuilder()
            .setAttempt(failed.attempt())
            .setExecutor(id(failed.executor()))
            .setStartedAtMillis(failed.startedAtMillis())
            .setEndedAtMillis(failed.endedAtMillis())
            .setFailure(failure(failed.failure()));
    switch (failed.next()) {
      case Next.RetryAt retry -> proto.setRetryAtMillis(retry.atMillis());
      case Next.Dead dead -> proto.setDead(true);
      case Next.Lost lost -> proto.setFinalLoss(true);
      case Next.Cancelled cancelled -> proto.setCancelled(true);
    }
    return proto.build();
  }

  static TaskEvent failed(TaskId task, AttemptFailed proto) {
    require(proto.hasFailure(), "a failed attempt without its failure");
    Next next =
        switch (proto.getNextCase()) {
          case RETRY_AT_MILLIS -> new Next.RetryAt(proto.getRetryAtMillis());
          case DEAD -> new Next.Dead();
          case FINAL_LOSS -> new Next.Lost();
          case CANCELLED -> new Next.Cancelled();
          case NEXT_NOT_SET -> throw nothingFollows();
        };
    return new TaskEvent.AttemptFailed(
        task,
        proto.getAttempt(),
        incarnation(proto.hasExecutor(), proto.getExecutor()),
        proto.getStartedAtMillis(),
        proto.getEndedAtMillis(),
        failure(proto.getFailure()),
        next);
  }

  static AttemptReturned returned(TaskEvent.AttemptReturned returned) {
    var proto =
        AttemptReturned.newBuilder()
            .setAttempt(returned.attempt())
            .setExecutor(id(returned.executor()))
            .setStarted(returned.started())
            .setReason(returned.reason());
    switch (returned.next()) {
      case Next.RetryAt retry -> proto.setRetryAtMillis(retry.atMillis());
      case Next.Dead dead -> proto.setDead(true);
      case Next.Lost lost -> proto.setFinalLoss(true);
      case Next.Cancelled cancelled -> proto.setCancelled(true);
    }
    return proto.build();
  }

  static TaskEvent returned(TaskId task, AttemptReturned proto) {
    Next next =
        switch (proto.getNextCase()) {
          case RETRY_AT_MILLIS -> new Next.RetryAt(proto.getRetryAtMillis());
          case DEAD -> new Next.Dead();
          case FINAL_LOSS -> new Next.Lost();
          case CANCELLED -> new Next.Cancelled();
          case NEXT_NOT_SET -> throw nothingFollows();
        };
    return new TaskEvent.AttemptReturned(
        task,
        proto.getAttempt(),
        incarnation(proto.hasExecutor(), proto.getExecutor()),
        proto.getStarted(),
        proto.getReason(),
        next);
  }

  static AttemptLost lost(TaskEvent.AttemptLost lost) {
    var proto =
        AttemptLost.newBuilder()
            .setAttempt(lost.attempt())
            .setExecutor(id(lost.executor()))
            .setReason(lost.reason());
    switch (lost.next()) {
      case Next.RetryAt retry -> proto.setRetryAtMillis(retry.atMillis());
      case Next.Dead dead -> proto.setDead(true);
      case Next.Lost ends -> proto.setFinalLoss(true);
      case Next.Cancelled cancelled -> proto.setCancelled(true);
    }
    return proto.build();
  }

  static TaskEvent lost(TaskId task, AttemptLost proto) {
    Next next =
        switch (proto.getNextCase()) {
          case RETRY_AT_MILLIS -> new Next.RetryAt(proto.getRetryAtMillis());
          case DEAD -> new Next.Dead();
          case FINAL_LOSS -> new Next.Lost();
          case CANCELLED -> new Next.Cancelled();
          case NEXT_NOT_SET -> throw nothingFollows();
        };
    return new TaskEvent.AttemptLost(
        task,
        proto.getAttempt(),
        incarnation(proto.hasExecutor(), proto.getExecutor()),
        proto.getReason(),
        next);
  }

  private static IllegalArgumentException nothingFollows() {
    return new IllegalArgumentException("an attempt ended and nothing follows");
  }
}
