package io.tickwheel.jetstream;

import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import io.tickwheel.wire.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;

/// Compares this machine's clock with the broker's, as Cristian's algorithm does: the broker says
/// its time, and was asked between two readings of ours.
public final class BrokerClock {
  private final StreamApi api;

  public BrokerClock(NatsLink link) {
    api = new StreamApi(link.controlLine());
  }

  /// `offsetMillis`: by how much the broker's clock is ahead of ours, give or take
  /// `uncertaintyMillis`.
  public record Skew(double offsetMillis, double uncertaintyMillis) {
    /// Whether the clocks differ by more than `tolerance` for certain.
    public boolean exceeds(Duration tolerance) {
      return Math.abs(offsetMillis) - uncertaintyMillis > tolerance.toMillis();
    }
  }

  /// Asks once. Fails with [NoAnswerException] or [ApiRefusedException].
  public CompletableFuture<Skew> measure() {
    Instant before = Instant.now();
    long start = System.nanoTime();
    return api.call("STREAM.INFO." + Streams.JOURNAL.name(), "")
        .thenApply(info -> skew(before, System.nanoTime() - start, info));
  }

  private static Skew skew(Instant before, long tookNanos, JsonValue info) {
    ZonedDateTime broker = JsonValueUtils.readDate(info, "ts");
    if (broker == null) {
      throw new ApiRefusedException("STREAM.INFO", 0, "the server does not tell its time");
    }
    Duration offset = Duration.between(before.plusNanos(tookNanos / 2), broker.toInstant());
    return new Skew(offset.toNanos() / 1e6, tookNanos / 2e6);
  }
}
