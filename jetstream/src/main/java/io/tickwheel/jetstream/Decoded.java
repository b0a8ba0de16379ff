package io.tickwheel.jetstream;

import io.tickwheel.wire.BadWireException;
import java.util.function.Consumer;
import java.util.function.Function;

/// Listens to core messages of one kind and sets aside what is none.
final class Decoded {
  private Decoded() {}

  static <T> Reading listen(
      Line line, String subject, Function<byte[], T> decode, Consumer<T> handler) {
    return line.listen(
        subject,
        message -> {
          try {
            handler.accept(decode.apply(message.getData()));
          } catch (BadWireException e) {
            Log.warn("a message on %s set aside: %s", message.getSubject(), Failures.sentence(e));
          } catch (RuntimeException e) {
            Log.error("a message on %s failed its handler".formatted(message.getSubject()), e);
          }
        });
  }
}
