package io.tickwheel.jetstream;

import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.wire.RunCodec;
import io.tickwheel.wire.Subjects;
import java.util.function.Consumer;

/// Requests to stop attempts. Not stored: the owner repeats them while the executor's heartbeat
/// still holds the attempt.
public final class Stops {
  private final Line line;

  public Stops(NatsLink link) {
    line = link.controlLine();
  }

  /// Dropped when there is no connection.
  public void publish(Incarnation executor, StopFrame frame) {
    line.publish(Subjects.stop(executor), RunCodec.encode(frame));
  }

  public Reading subscribe(Incarnation me, Consumer<StopFrame> handler) {
    return Decoded.listen(line, Subjects.stop(me), RunCodec::decodeStops, handler);
  }
}
