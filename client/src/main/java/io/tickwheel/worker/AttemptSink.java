package io.tickwheel.worker;

import io.tickwheel.model.AttemptId;

/// Where the lines and the progress of attempts go. Called on the attempts' threads.
public interface AttemptSink {
  /// Lines to the `io.tickwheel.worker.attempt` logger; progress to it on level DEBUG.
  AttemptSink LOGGER = new LoggerSink();

  void line(AttemptId attempt, String line);

  void progress(AttemptId attempt, double fraction);
}
