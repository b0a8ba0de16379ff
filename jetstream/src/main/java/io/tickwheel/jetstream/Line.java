package io.tickwheel.jetstream;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One connection and the requests under way on it.
final class Line implements AutoCloseable {
  private static final Duration RECONNECT_WAIT = Duration.ofMillis(100);

  /// After a refusal, such as of the credentials.
  private static final Duration REFUSED_WAIT = Duration.ofSeconds(2);

  /// A silent peer (paused, cut off without a FIN) is given up after three of these.
  private static final Duration PING = Duration.ofSeconds(5);

  /// While disconnected nothing is kept for later: who published is told so and decides.
  private static final long RECONNECT_BUFFER_BYTES = 0;

  /// The client library's status may change a moment after the event that wakes who waits.
  private static final long STATUS_LAG_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int OUTGOING_MESSAGES_MAX = 100_000;

  private final String name;
  private final CompletableFuture<Connection> connected = new CompletableFuture<>();
  private final CompletableFuture<Requests> requests;
  private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();
  private final Thread connecting;
  /// Each failed try to reconnect is reported as another disconnection; people hear of the first.
  private final AtomicBoolean up = new AtomicBoolean();

  private @Nullable Dispatcher light;
  private volatile boolean closed;

  Line(String url, String name) {
    this.name = name;
    requests = connected.thenApply(Requests::new);
    connecting = Thread.ofPlatform().daemon().name(name).unstarted(() -> connect(options(url)));
    connecting.start();
  }

  boolean isConnected() {
    return requests.state() == CompletableFuture.State.SUCCESS
        && connection().getStatus() == Connection.Status.CONNECTED;
  }

  boolean awaitConnected(long patienceNanos) throws InterruptedException {
    long deadline = System.nanoTime() + patienceNanos;
    synchronized (up) {
      while (!isConnected()) {
        long left = Math.min(deadline - System.nanoTime(), STATUS_LAG_NANOS);
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(up, left);
      }
      return true;
    }
  }

  Connection connection() {
    try {
      return connected.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the link is closed", e);
    }
  }

  /// Sends and waits for one answer. The future fails with [NoAnswerException] after `patience`,
  /// at once when nobody listens or the connection breaks.
  CompletableFuture<Message> request(
      String subject, @Nullable Headers headers, byte[] body, Duration patience) {
    if (requests.state() != CompletableFuture.State.SUCCESS) {
      return CompletableFuture.failedFuture(
          NoAnswerException.notReceived(subject, "not connected yet"));
    }
    return requests.resultNow().send(subject, headers, body, patience);
  }

  /// Sends what nobody waits for; dropped when there is no connection.
  void publish(String subject, byte[] body) {
    try {
      if (isConnected()) {
        connection().publish(subject, body);
      }
    } catch (IllegalStateException e) {
      Log.debug("not sent to %s: %s", subject, Failures.sentence(e));
    }
  }

  /// True when the server has taken what was published before on this connection: it has answered a
  /// ping that was sent behind it, and the connection did not break in between.
  boolean flush(Duration patience) throws InterruptedException {
    if (!isConnected()) {
      return false;
    }
    long reconnects = connection().getStatistics().getReconnects();
    try {
      connection().flush(patience);
    } catch (TimeoutException | IllegalStateException e) {
      return false;
    }
    return connection().getStatistics().getReconnects() == reconnects;
  }

  /// Calls `task` each time the connection is back with its subscriptions; what is returned ends
  /// it.
  Runnable onBack(Runnable task) {
    whenBack.add(task);
    return () -> whenBack.remove(task);
  }

  /// Hands core messages to `handler`, one at a time, on a thread of their own.
  Reading listen(String subject, MessageHandler handler) {
    Dispatcher dispatcher = connection().createDispatcher(handler).subscribe(subject);
    return () -> closeDispatcher(dispatcher);
  }

  /// Like the other, but on one thread for all who share it: for handlers that do next to nothing.
  Reading listenLightly(String subject, MessageHandler handler) {
    Dispatcher dispatcher = lightDispatcher();
    Subscription subscription = dispatcher.subscribe(subject, handler);
    return () -> unsubscribe(dispatcher, subscription);
  }

  private synchronized Dispatcher lightDispatcher() {
    Dispatcher dispatcher = light;
    if (dispatcher == null) {
      dispatcher = connection().createDispatcher();
      light = dispatcher;
    }
    return dispatcher;
  }

  private void unsubscribe(Dispatcher dispatcher, Subscription subscription) {
    try {
      dispatcher.unsubscribe(subscription);
    } catch (IllegalStateException | IllegalArgumentException e) {
      Log.debug("%s: closed already: %s", name, Failures.sentence(e));
    }
  }

  /// Like the first, but each message goes to one of all who listen in `group`.
  Reading listen(String subject, String group, MessageHandler handler) {
    Dispatcher dispatcher = connection().createDispatcher(handler).subscribe(subject, group);
    return () -> closeDispatcher(dispatcher);
  }

  void closeDispatcher(Dispatcher dispatcher) {
    try {
      connection().closeDispatcher(dispatcher);
    } catch (IllegalStateException | IllegalArgumentException e) {
      Log.debug("%s: closed already: %s", name, Failures.sentence(e));
    }
  }

  @Override
  public void close() {
    closed = true;
    connecting.interrupt();
    if (!connected.completeExceptionally(new IllegalStateException("the link is closed"))
        && connected.state() == CompletableFuture.State.SUCCESS) {
      closeQuietly(connected.resultNow());
    }
  }

  private void connect(Options options) {
    while (!closed) {
      try {
        Connection connection = Nats.connectReconnectOnConnect(options);
        if (!connected.complete(connection)) {
          closeQuietly(connection);
        }
        nowUp();
        return;
      } catch (IOException e) {
        Log.warn("%s cannot connect: %s; trying on", name, Failures.sentence(e));
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(REFUSED_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Options options(String url) {
    return Options.builder()
        .servers(url.split(",", -1))
        .connectionName(name)
        .maxReconnects(-1)
        .reconnectWait(RECONNECT_WAIT)
        .reconnectJitter(RECONNECT_WAIT)
        .reconnectBufferSize(RECONNECT_BUFFER_BYTES)
        .pingInterval(PING)
        .maxPingsOut(2)
        .dontForceFlushOnRequest()
        .maxMessagesInOutgoingQueue(OUTGOING_MESSAGES_MAX)
        .connectionListener((connection, event) -> heard(event))
        .errorListener(new QuietErrors(name))
        .build();
  }

  private void heard(Events event) {
    switch (event) {
      case DISCONNECTED, CLOSED -> cut(event);
      case RESUBSCRIBED -> back();
      default -> Log.debug("%s: %s", name, event);
    }
  }

  private void cut(Events event) {
    if (!closed && event == Events.CLOSED) {
      Log.warn("%s was closed for good by the server's refusal: %s", name, lastError());
    } else if (up.getAndSet(false) && !closed) {
      Log.warn("%s: %s; reconnecting", name, event);
    }
    if (requests.state() == CompletableFuture.State.SUCCESS) {
      requests.resultNow().cut();
    }
  }

  private String lastError() {
    return connected.state() == CompletableFuture.State.SUCCESS
        ? String.valueOf(connected.resultNow().getLastError())
        : "not connected yet";
  }

  private void back() {
    nowUp();
    Log.info("%s is connected again", name);
    whenBack.forEach(Runnable::run);
  }

  private void nowUp() {
    synchronized (up) {
      up.set(true);
      up.notifyAll();
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What happens on the connection is said once, by the listener above.
  private record QuietErrors(String name) implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      Log.debug("%s: %s", name, error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
      Log.debug("%s: %s", name, exception);
    }
  }
}
