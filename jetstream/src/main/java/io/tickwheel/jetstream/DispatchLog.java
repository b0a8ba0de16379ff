package io.tickwheel.jetstream;

import io.tickwheel.message.DispatchFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.RunCodec;
import io.tickwheel.wire.Streams;
import io.tickwheel.wire.Subjects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Dispatches on their way to one incarnation of an executor. The stream lives in memory: a
/// dispatch that is lost with it is found by the owner, which compares what executors hold with
/// its journal.
public final class DispatchLog {
  private static final int READ_CREDIT = 64;

  private final NatsLink link;
  private final StreamWriter writer;

  public DispatchLog(NatsLink link) {
    this.link = link;
    writer = new StreamWriter(link.publishingLine());
  }

  /// Fails with [UnconfirmedAppendException]; the frame may have been stored all the same.
  public CompletableFuture<Void> publish(Incarnation executor, DispatchFrame frame) {
    return writer.store(Subjects.dispatch(executor), RunCodec.encode(frame)).thenAccept(_ -> {});
  }

  /// Reads everything that is and will be dispatched to `me`, and removes it from the broker's
  // memory
  /// now and then. While `handler` blocks, little is fetched; a frame whose handling throws comes
  /// again.
  public Reading subscribe(Incarnation me, Consumer<DispatchFrame> handler) {
    var taken = new Taken(new StreamApi(link.consumingLine()), Subjects.dispatch(me));
    return new OrderedReader(
        link,
        Streams.DISPATCH,
        Subjects.dispatch(me),
        1,
        READ_CREDIT,
        (message, delivery) -> {
          try {
            handler.accept(RunCodec.decodeDispatches(message.getData()));
          } catch (BadWireException e) {
            Log.warn("dispatch %d set aside: %s", delivery.streamSequence(), Failures.sentence(e));
          }
          taken.add(message.getData().length, delivery.streamSequence());
        });
  }
}
