package io.tickwheel.jetstream;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.tickwheel.wire.Streams;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Reads a stream from a position on, in order, without gap or duplicate.
///
/// It pulls through a consumer that keeps no acknowledgements, a bounded credit of messages at a
/// time. The server numbers what it delivers; when a number is missing, when the server falls
/// silent, when the connection was lost, a new consumer starts behind the last record that was
/// handed over. One record is delivered at a time, so what an old consumer still had under way is
/// recognised by its sequence.
final class OrderedReader implements Reading {
  private static final long SILENCE_MILLIS_MAX = 8_000;
  private static final long ATTACH_AGAIN_MILLIS = 250;
  private static final long HANDLER_AGAIN_MILLIS = 1_000;

  private final NatsLink link;
  private final Streams.Stream stream;
  private final String filter;
  private final int credit;
  private final Sink sink;
  private final StreamApi api;
  private final Object delivering = new Object();
  private final Runnable unwatch;
  private final Runnable forget;

  /// Of the newest connection; changed when that was replaced.
  private Connection connection;

  private Dispatcher dispatcher;
  private volatile @Nullable Attachment current;
  private volatile boolean closed;
  private volatile boolean handing;

  /// Written while `delivering` only.
  private volatile Position next;

  interface Sink {
    void accept(Message message, Delivery delivery) throws InterruptedException;
  }

  /// `credit`: most messages that are fetched but not handed over.
  OrderedReader(
      NatsLink link, Streams.Stream stream, String filter, long from, int credit, Sink sink) {
    this.link = link;
    this.stream = stream;
    this.filter = filter;
    this.credit = credit;
    this.sink = sink;
    next = Position.start(stream, from);
    api = new StreamApi(link.consumingLine());
    connection = link.consuming();
    dispatcher = connection.createDispatcher();
    unwatch = link.everySecond(this::watch);
    forget = link.consumingLine().onBack(this::renew);
    attach();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    unwatch.run();
    forget.run();
    Attachment last = current;
    current = null;
    if (last != null) {
      last.dismiss();
    }
    closeDispatcher();
  }

  private void closeDispatcher() {
    try {
      connection.closeDispatcher(dispatcher);
    } catch (IllegalStateException | IllegalArgumentException e) {
      Log.debug("%s: closed already: %s", filter, Failures.sentence(e));
    }
  }

  private synchronized void attach() {
    if (closed || current != null || !isOnNewestConnection()) {
      return;
    }
    Attachment attachment = new Attachment();
    current = attachment;
    String json = Consumers.create(stream, attachment.consumer, filter, attachment.start);
    var _ =
        api.call(Consumers.createRequest(stream, attachment.consumer, filter), json)
            .whenComplete((answer, failure) -> attached(attachment, failure));
  }

  /// False while there is none; [#renew] is called when there is one.
  private boolean isOnNewestConnection() {
    Connection newest = link.consuming();
    if (newest.getStatus() == Connection.Status.CLOSED) {
      return false;
    }
    if (!newest.equals(connection)) {
      connection = newest;
      dispatcher = newest.createDispatcher();
    }
    return true;
  }

  private void attached(Attachment attachment, @Nullable Throwable failure) {
    if (failure != null) {
      Log.debug("%s not readable yet: %s", filter, Failures.sentence(failure));
      drop(attachment, ATTACH_AGAIN_MILLIS);
    } else if (current == attachment) {
      attachment.start();
    }
  }

  /// Gives up this consumer and takes a new one after a while.
  private synchronized void drop(Attachment attachment, long againMillis) {
    if (current != attachment) {
      return;
    }
    current = null;
    attachment.dismiss();
    if (againMillis == 0) {
      attach();
    } else {
      link.later(againMillis, this::attach);
    }
  }

  private void renew() {
    Attachment last = current;
    if (last != null) {
      drop(last, 0);
    } else {
      attach();
    }
  }

  private void watch() {
    Attachment now = current;
    if (now != null && !handing && now.silentMillis() > SILENCE_MILLIS_MAX) {
      Log.debug("%s fell silent; reading on with a new consumer", filter);
      drop(now, 0);
    }
  }

  /// The thread of a connection that was replaced may still be at work.
  private void deliver(Attachment attachment, Message message, Delivery delivery) {
    synchronized (delivering) {
      deliverNext(attachment, message, delivery);
    }
  }

  private void deliverNext(Attachment attachment, Message message, Delivery delivery) {
    if (attachment.start.isContradictedBy(delivery)) {
      startOver(attachment, delivery);
      return;
    }
    if (!next.isAt(delivery)) {
      return;
    }
    handing = true;
    try {
      sink.accept(message, delivery);
      next = next.after(delivery);
    } catch (InterruptedException e) {
      drop(attachment, HANDLER_AGAIN_MILLIS);
    } catch (RuntimeException e) {
      Log.error(
          "%s: record %d failed its handler; again in a second"
              .formatted(filter, delivery.streamSequence()),
          e);
      drop(attachment, HANDLER_AGAIN_MILLIS);
    } finally {
      attachment.heard();
      handing = false;
    }
  }

  /// The stream lost records that it had acknowledged, by a power cut without fsync or by hand.
  private void startOver(Attachment attachment, Delivery delivery) {
    Log.warn(
        "%s lost acknowledged records: %d is not what it was; reading on by time",
        filter, delivery.streamSequence());
    next = attachment.start.byTime();
    drop(attachment, 0);
  }

  /// One consumer on the server, and what it delivered. Messages are handled by the dispatcher's
  /// thread.
  private final class Attachment {
    private final Position start = next;
    private final Connection connection = OrderedReader.this.connection;
    private final Dispatcher dispatcher = OrderedReader.this.dispatcher;
    private final String inbox = connection.createInbox();
    private final String consumer = Consumers.freshName();
    private final Subscription subscription = dispatcher.subscribe(inbox, this::onMessage);
    private volatile long heardAtNanos = System.nanoTime();
    private final AtomicInteger outstanding = new AtomicInteger();
    private long expected = 1;

    void start() {
      heard();
      pull(credit);
    }

    void heard() {
      heardAtNanos = System.nanoTime();
    }

    long silentMillis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardAtNanos);
    }

    void dismiss() {
      if (subscription.isActive() && dispatcher.isActive()) {
        dispatcher.unsubscribe(subscription);
      }
      link.consumingLine().publish(Consumers.deleteSubject(stream, consumer), new byte[0]);
    }

    private void onMessage(Message message) {
      if (current != this) {
        return;
      }
      heard();
      if (message.isStatusMessage()) {
        onStatus(message);
      } else {
        onRecord(message);
      }
      refill();
    }

    private void onRecord(Message message) {
      Delivery delivery = Delivery.parse(message.getReplyTo());
      if (delivery.consumerSequence() != expected) {
        Log.debug("%s: delivery %d is missing", filter, expected);
        drop(this, 0);
        return;
      }
      expected++;
      outstanding.decrementAndGet();
      deliver(this, message, delivery);
    }

    private void onStatus(Message message) {
      switch (Consumers.read(message)) {
        case Consumers.Alive() -> {}
        case Consumers.PullOver(int unused) -> outstanding.addAndGet(-unused);
        case Consumers.Gone(String why) -> {
          Log.debug("%s: the consumer is gone: %s", filter, why);
          drop(this, ATTACH_AGAIN_MILLIS);
        }
      }
    }

    private void refill() {
      if (current == this && outstanding.get() <= credit / 2) {
        pull(credit - outstanding.get());
      }
    }

    private void pull(int batch) {
      outstanding.addAndGet(batch);
      String subject = Consumers.pullSubject(stream, consumer);
      byte[] body = Consumers.pull(batch).getBytes(StandardCharsets.US_ASCII);
      try {
        connection.publish(subject, inbox, body);
      } catch (IllegalStateException e) {
        Log.debug("%s: cannot pull: %s", filter, Failures.sentence(e));
      }
    }
  }
}
