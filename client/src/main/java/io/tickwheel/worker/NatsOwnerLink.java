package io.tickwheel.worker;

import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.CommandLane;
import io.tickwheel.jetstream.DispatchLog;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.Stops;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.message.Command;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// To the owners over NATS. The lane for results is one for the whole process: a result that was
/// sent by an earlier incarnation still arrives, and is judged by its attempt number.
final class NatsOwnerLink implements OwnerLink {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration BEAT_PATIENCE = Duration.ofMillis(900);

  private final NatsLink link;
  private volatile @Nullable CommandLane lane;

  NatsOwnerLink(NatsLink link) {
    this.link = link;
  }

  @Override
  public Membership join(
      Incarnation me, Consumer<DispatchFrame> dispatches, Consumer<StopFrame> stops)
      throws InterruptedException {
    if (!link.awaitConnected(CONNECT_PATIENCE)) {
      throw new IllegalStateException("NATS is not reachable");
    }
    if (lane == null) {
      lane = new CommandLane(link, source(), Topology.find(link).partitions(), "");
    }
    Reading dispatched = new DispatchLog(link).subscribe(me, dispatches);
    Reading stopped = new Stops(link).subscribe(me, stops);
    return () -> {
      dispatched.close();
      stopped.close();
    };
  }

  @Override
  public void send(Command.AttemptEnded ended, LongConsumer acknowledged) {
    CommandLane open = lane;
    if (open == null) {
      throw new IllegalStateException("a result before the first joining");
    }
    open.send(
        ended.task().partition(), ended, (sequence, frame, index) -> acknowledged.accept(sequence));
  }

  @Override
  public boolean beat(ExecutorBeat beat) throws InterruptedException {
    if (!link.isConnected()) {
      return false;
    }
    var beats = new Beats(link);
    beats.publish(beat);
    return beats.flush(BEAT_PATIENCE);
  }

  @Override
  public void close() {
    CommandLane open = lane;
    if (open != null) {
      open.close();
    }
  }

  private static Incarnation source() {
    UUID id = UUID.randomUUID();
    return new Incarnation(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
