package io.tickwheel.jetstream;

import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.wire.RunCodec;
import io.tickwheel.wire.Subjects;
import java.time.Duration;
import java.util.function.Consumer;

/// Signs of life. Not stored, and dropped when there is no connection: the next one says it all.
public final class Beats {
  private final Line line;

  public Beats(NatsLink link) {
    line = link.controlLine();
  }

  public void publish(ExecutorBeat beat) {
    line.publish(Subjects.EXECUTOR_BEAT, RunCodec.encode(beat));
  }

  public void publish(SchedulerBeat beat) {
    line.publish(Subjects.SCHEDULER_BEAT, RunCodec.encode(beat));
  }

  /// Waits until the server has what was published before; false when that is not certain after
  /// `patience`.
  public boolean flush(Duration patience) throws InterruptedException {
    return line.flush(patience);
  }

  public Reading onExecutor(Consumer<ExecutorBeat> handler) {
    return Decoded.listen(line, Subjects.EXECUTOR_BEAT, RunCodec::decodeExecutorBeat, handler);
  }

  public Reading onScheduler(Consumer<SchedulerBeat> handler) {
    return Decoded.listen(line, Subjects.SCHEDULER_BEAT, RunCodec::decodeSchedulerBeat, handler);
  }
}
