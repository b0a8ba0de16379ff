package io.tickwheel.scheduler.gateway;

import io.tickwheel.model.TaskId;
import java.util.concurrent.CompletableFuture;

/// Tasks that their owners do not hold any more.
public interface History {
  /// Never fails: an unreachable history is an answer too.
  CompletableFuture<Memory> find(TaskId task);

  /// What history knows of a task.
  sealed interface Memory {
    /// `json` is the task as history shows it; `status` its state's word.
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Known(byte[] json, String status) implements Memory {}

    record Unknown() implements Memory {}

    record Unreachable(String why) implements Memory {}
  }
}
