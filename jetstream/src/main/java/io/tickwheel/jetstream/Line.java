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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One connection and the requests under way on it. The client library ends a connection for good
/// when a server has refused its credentials twice; then another takes its place, with all that was
/// listened to.
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
  private final Options options;
  private final CompletableFuture<Connection> connected = new CompletableFuture<>();
  private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();
  private final List<Listening> listenings = new ArrayList<>();

  /// Each failed try to reconnect is reported as another disconnection; people hear of the first.
  private final AtomicBoolean up = new AtomicBoolean();

  private @Nullable Dispatcher light;
  private @Nullable Thread connecting;
  private volatile @Nullable Connection current;
  private volatile @Nullable Requests requests;
  private volatile boolean closed;

  Line(String url, String name) {
    this.name = name;
    options = options(url);
    startConnecting();
  }

  boolean isConnected() {
    Connection now = current;
    return now != null && now.getStatus() == Connection.Status.CONNECTED;
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

  /// Waits for the first connection; later it is the newest, which may be down.
  Connection connection() {
    try {
      Connection first = connected.join();
      Connection now = current;
      return now == null ? first : now;
    } catch (CompletionException e) {
      throw new IllegalStateException("the link is closed", e);
    }
  }

  /// Sends and waits for one answer. The future fails with [NoAnswerException] after `patience`,
  /// at once when nobody listens or the connection breaks.
  CompletableFuture<Message> request(
      String subject, @Nullable Headers headers, byte[] body, Duration patience) {
    Requests now = requests;
    if (now == null) {
      return CompletableFuture.failedFuture(
          NoAnswerException.notReceived(subject, "not connected yet"));
    }
    return now.send(subject, headers, body, patience);
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
    Connection now = current;
    if (now == null || !isConnected()) {
      return false;
    }
    long reconnects = now.getStatistics().getReconnects();
    try {
      now.flush(patience);
    } catch (TimeoutException | IllegalStateException e) {
      return false;
    }
    return now.getStatistics().getReconnects() == reconnects;
  }

  /// Calls `task` each time the connection is back with its subscriptions; what is returned ends
  /// it.
  Runnable onBack(Runnable task) {
    whenBack.add(task);
    return () -> whenBack.remove(task);
  }

  /// Hands core messages to `handler`, one at a time, on a thread of their own.
  Reading listen(String subject, MessageHandler handler) {
    return listening(
        connection -> {
          Dispatcher own = connection.createDispatcher(handler).subscribe(subject);
          return () -> connection.closeDispatcher(own);
        });
  }

  /// Like the first, but each message goes to one of all who listen in `group`.
  Reading listen(String subject, String group, MessageHandler handler) {
    return listening(
        connection -> {
          Dispatcher own = connection.createDispatcher(handler).subscribe(subject, group);
          return () -> connection.closeDispatcher(own);
        });
  }

  /// Like the other, but on one thread for all who share it: for handlers that do next to nothing.
  Reading listenLightly(String subject, MessageHandler handler) {
    return listening(
        connection -> {
          Dispatcher shared = lightDispatcher(connection);
          Subscription subscription = shared.subscribe(subject, handler);
          return () -> shared.unsubscribe(subscription);
        });
  }

  /// How to begin to listen on a connection; what is returned ends it there.
  private interface Opening {
    Runnable open(Connection connection);
  }

  /// What is listened to on this connection and on all that follow it.
  private final class Listening implements Reading {
    private final Opening opening;
    private Runnable end = () -> {};

    Listening(Opening opening) {
      this.opening = opening;
    }

    void open(Connection connection) {
      end = opening.open(connection);
    }

    @Override
    public void close() {
      Runnable last;
      synchronized (Line.this) {
        listenings.remove(this);
        last = end;
      }
      try {
        last.run();
      } catch (IllegalStateException | IllegalArgumentException e) {
        Log.debug("%s: closed already: %s", name, Failures.sentence(e));
      }
    }
  }

  private Reading listening(Opening opening) {
    var listening = new Listening(opening);
    var _ = connection();
    synchronized (this) {
      Connection now = connection();
      if (closed || now.getStatus() != Connection.Status.CLOSED) {
        listening.open(now);
      }
      listenings.add(listening);
    }
    return listening;
  }

  private Dispatcher lightDispatcher(Connection connection) {
    Dispatcher dispatcher = light;
    if (dispatcher == null) {
      dispatcher = connection.createDispatcher();
      light = dispatcher;
    }
    return dispatcher;
  }

  @Override
  public void close() {
    Connection last;
    synchronized (this) {
      closed = true;
      last = current;
      if (connecting != null) {
        connecting.interrupt();
      }
    }
    connected.completeExceptionally(new IllegalStateException("the link is closed"));
    if (last != null) {
      closeQuietly(last);
    }
  }

  private synchronized void startConnecting() {
    if (!closed) {
      Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(this::connect);
      connecting = thread;
      thread.start();
    }
  }

  private void connect() {
    while (!closed) {
      try {
        adopt(Nats.connectReconnectOnConnect(options));
        return;
      } catch (IOException e) {
        Log.warn("%s cannot connect: %s; trying on", name, Failures.sentence(e));
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void adopt(Connection connection) {
    boolean again;
    synchronized (this) {
      if (closed) {
        closeQuietly(connection);
        return;
      }
      again = current != null;
      current = connection;
      requests = new Requests(connection);
      light = null;
      listenings.forEach(listening -> listening.open(connection));
    }
    connected.complete(connection);
    if (again) {
      back();
    } else {
      nowUp();
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
        .connectionListener(this::heard)
        .errorListener(new QuietErrors(name))
        .build();
  }

  private void heard(Connection connection, Events event) {
    switch (event) {
      case DISCONNECTED -> cut(event);
      case CLOSED -> ended(connection, event);
      case RESUBSCRIBED -> back();
      default -> Log.debug("%s: %s", name, event);
    }
  }

  private void cut(Events event) {
    if (up.getAndSet(false) && !closed) {
      Log.warn("%s: %s; reconnecting", name, event);
    }
    Requests now = requests;
    if (now != null) {
      now.cut();
    }
  }

  /// A try to connect that failed says so itself; this is about a connection that had been made.
  private void ended(Connection connection, Events event) {
    cut(event);
    if (!closed && connection.equals(current)) {
      Log.warn(
          "%s was closed after the server refused it: %s; connecting anew",
          name, connection.getLastError());
      startConnecting();
    }
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
