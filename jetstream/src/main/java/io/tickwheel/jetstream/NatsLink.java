package io.tickwheel.jetstream;

import io.nats.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A process's connections to NATS: one for control and small talk, one for what must be stored,
/// one for reading, so that none waits behind another's traffic. They come up by themselves,
/// whenever NATS does, and reconnect for ever.
public final class NatsLink implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, NatsLink::daemon);
  private final List<Runnable> watches = new CopyOnWriteArrayList<>();
  private final Line control;
  private final Line publishing;
  private final Line consuming;

  /// Returns at once; `url` may name several servers, separated by commas. `name` is what the
  /// server's operator sees.
  public static NatsLink connect(String url, String name) {
    return new NatsLink(url, name);
  }

  private NatsLink(String url, String name) {
    timer.setRemoveOnCancelPolicy(true);
    control = new Line(url, name + "-control");
    publishing = new Line(url, name + "-publishing");
    consuming = new Line(url, name + "-consuming");
    var _ = timer.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
  }

  public boolean isConnected() {
    return control.isConnected() && publishing.isConnected() && consuming.isConnected();
  }

  /// False when the connections are not all up after `patience`.
  public boolean awaitConnected(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (Line line : List.of(control, publishing, consuming)) {
      if (!line.awaitConnected(deadline - System.nanoTime())) {
        return false;
      }
    }
    return true;
  }

  /// For requests, heartbeats, snapshots. Waits until the connection was made for the first time;
  /// throws IllegalStateException when the link is closed before that.
  public Connection control() {
    return control.connection();
  }

  /// For frames that are waited for. Waits like [#control].
  public Connection publishing() {
    return publishing.connection();
  }

  /// For streams that are read. Waits like [#control].
  public Connection consuming() {
    return consuming.connection();
  }

  /// The largest message that the server takes, in bytes. Waits like [#control].
  public long maxPayloadBytes() {
    return publishing.connection().getMaxPayload();
  }

  Line controlLine() {
    return control;
  }

  Line publishingLine() {
    return publishing;
  }

  Line consumingLine() {
    return consuming;
  }

  /// Never when the link is closed before.
  void later(long delayMillis, Runnable task) {
    try {
      var _ = timer.schedule(guarded(task), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      Log.debug("not done any more, the link is closed");
    }
  }

  /// Runs `task` once a second; what is returned ends it. One timer serves all.
  Runnable everySecond(Runnable task) {
    Runnable watch = guarded(task);
    watches.add(watch);
    return () -> watches.remove(watch);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    consuming.close();
    publishing.close();
    control.close();
  }

  private void watch() {
    watches.forEach(Runnable::run);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        Log.error("a periodic duty failed", e);
      }
    };
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "nats-timer");
    thread.setDaemon(true);
    return thread;
  }
}
