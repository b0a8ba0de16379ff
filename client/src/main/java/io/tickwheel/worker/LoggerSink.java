package io.tickwheel.worker;

import io.tickwheel.model.AttemptId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

final class LoggerSink implements AttemptSink {
  private final Logger logger = System.getLogger("io.tickwheel.worker.attempt");

  @Override
  public void line(AttemptId attempt, String line) {
    logger.log(Level.INFO, () -> attempt + " " + line);
  }

  @Override
  public void progress(AttemptId attempt, double fraction) {
    logger.log(Level.DEBUG, () -> "%s is at %.1f %%".formatted(attempt, fraction * 100));
  }
}
