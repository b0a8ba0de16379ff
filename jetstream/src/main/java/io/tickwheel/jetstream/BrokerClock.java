package io.tickwheel.jetstream;

import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import io.tickwheel.wire.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;

/// The broker's time, asked for as Cristian's algorithm does: it was told between two readings of a
/// clock of ours that nobody sets.
public final class BrokerClock {
  private final StreamApi api;

  public BrokerClock(NatsLink link) {
    api = new StreamApi(link.controlLine());
  }

  /// When [System#nanoTime] was `steadyNanos`, the broker's clock showed `broker`, give or take
  /// `uncertainty`.
  public record Told(Instant broker, long steadyNanos, Duration uncertainty) {}

  /// Asks once. Fails with [NoAnswerException] or [ApiRefusedException].
  public CompletableFuture<Told> ask() {
    long asked = System.nanoTime();
    return api.call("STREAM.INFO." + Streams.JOURNAL.name(), "")
        .thenApply(info -> told(asked, System.nanoTime() - asked, info));
  }

  private static Told told(long askedNanos, long tookNanos, JsonValue info) {
    ZonedDateTime broker = JsonValueUtils.readDate(info, "ts");
    if (broker == null) {
      throw new ApiRefusedException("STREAM.INFO", 0, "the server does not tell its time");
    }
    return new Told(
        broker.toInstant(), askedNanos + tookNanos / 2, Duration.ofNanos((tookNanos + 1) / 2));
  }
}
