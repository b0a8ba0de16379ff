package io.tickwheel.worker;

import io.tickwheel.message.Command;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// The runtime's way to the owners of partitions.
interface OwnerLink extends AutoCloseable {

  /// Starts to receive what is sent to `me`; frames come one after the other. Throws when that is
  /// not possible now. Closing the handle ends it.
  Membership join(Incarnation me, Consumer<DispatchFrame> dispatches, Consumer<StopFrame> stops)
      throws Exception;

  /// Queues a result. `acknowledged` gets the COMMANDS sequence once it is durable, on another
  /// thread.
  void send(Command.AttemptEnded ended, LongConsumer acknowledged);

  /// False when it is not certain that NATS has taken the beat.
  boolean beat(ExecutorBeat beat) throws InterruptedException;

  @Override
  void close();

  interface Membership extends AutoCloseable {
    @Override
    void close();
  }
}
