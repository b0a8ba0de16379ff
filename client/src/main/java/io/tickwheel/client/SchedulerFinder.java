package io.tickwheel.client;

import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.message.SchedulerBeat;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Finds a scheduler's REST API by listening for a heartbeat. They come four times a second.
final class SchedulerFinder implements Supplier<URI> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final NatsLink link;

  SchedulerFinder(NatsLink link) {
    this.link = link;
  }

  @Override
  public URI get() {
    var found = new CompletableFuture<URI>();
    try (Reading _ = new Beats(link).onScheduler(beat -> offer(beat, found))) {
      return found.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for a scheduler", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "no scheduler was heard for " + PATIENCE.toSeconds() + " s", e);
    }
  }

  private static void offer(SchedulerBeat beat, CompletableFuture<URI> found) {
    if (!beat.leaving() && !beat.url().isEmpty()) {
      found.complete(URI.create(beat.url()));
    }
  }
}
