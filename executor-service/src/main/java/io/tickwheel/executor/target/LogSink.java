package io.tickwheel.executor.target;

import io.tickwheel.executor.log.AttemptLogs;
import io.tickwheel.model.AttemptId;
import io.tickwheel.worker.AttemptSink;

/// Attempts' lines go to their own logs.
public record LogSink(AttemptLogs logs) implements AttemptSink {
  @Override
  public void line(AttemptId attempt, String line) {
    logs.line(attempt, line);
  }

  @Override
  public void progress(AttemptId attempt, double fraction) {
    AttemptSink.LOGGER.progress(attempt, fraction);
  }
}
