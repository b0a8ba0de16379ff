package io.tickwheel.scheduler.source;

import io.tickwheel.scheduler.gateway.Owners;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The sources that this scheduler reads by itself, on a thread of their own. Thread-safe.
public final class Sources implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Sources.class);
  private static final long LOOK_MILLIS = 500;

  private final List<Feed> feeds;
  private final Owners owners;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("schedule-sources").factory());

  public Sources(
      List<Source> sources, ScheduleGateway schedules, Owners owners, InstantSource clock) {
    this.owners = owners;
    this.feeds =
        sources.stream()
            .map(source -> new Feed(source, new Alignment(schedules, source.name()), clock))
            .toList();
  }

  public void start() {
    if (!feeds.isEmpty()) {
      var _ =
          thread.scheduleWithFixedDelay(
              this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /// Reads all sources and looks at all their schedules, whether anything seems to have changed or
  /// not.
  public CompletableFuture<List<Report>> sync() {
    try {
      return CompletableFuture.supplyAsync(
          () -> feeds.stream().map(feed -> feed.sync(true)).toList(), thread);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(List.of());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /// Before the partitions are known nothing can be asked.
  private void look() {
    if (owners.partitions() == 0) {
      return;
    }
    for (Feed feed : feeds) {
      try {
        if (feed.isDue()) {
          feed.sync(false);
        }
      } catch (RuntimeException e) {
        LOG.error("a source of schedules was not read; it is tried again", e);
      }
    }
  }
}
