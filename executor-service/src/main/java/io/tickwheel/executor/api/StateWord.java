package io.tickwheel.executor.api;

import io.tickwheel.worker.WorkerStatus;

/// The executor's state in one word.
final class StateWord {
  private StateWord() {}

  static String of(WorkerStatus status) {
    if (status.draining()) {
      return "draining";
    }
    return status.isJoined() ? "joined" : "joining";
  }
}
