package io.tickwheel.alert.watch;

import io.nats.client.JetStreamApiException;
import io.nats.client.api.StreamInfo;
import io.tickwheel.alert.store.AlertStore;
import io.tickwheel.jetstream.JournalFeed;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.wire.Streams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Opens the journal behind what is decided, as soon as NATS and the journal are there; meanwhile
/// the service runs, and says that it is not ready.
public final class Feed implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Feed.class);
  private static final Duration AGAIN = Duration.ofMillis(500);

  private final NatsLink link;
  private final AlertStore alerts;
  private final JournalWatch watch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private @Nullable JournalFeed open;
  private boolean closed;

  public Feed(NatsLink link, AlertStore alerts, JournalWatch watch) {
    this.link = link;
    this.alerts = alerts;
    this.watch = watch;
  }

  public void start() {
    var _ = Thread.ofVirtual().name("journal-feed").start(this::openWhenThere);
  }

  public boolean isOpen() {
    lock.lock();
    try {
      return open != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
      if (open != null) {
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private void openWhenThere() {
    lock.lock();
    try {
      while (!closed && !tryOpen()) {
        var _ = closing.awaitNanos(AGAIN.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean tryOpen() {
    if (!link.isConnected()) {
      return false;
    }
    try {
      StreamInfo journal =
          link.control().jetStreamManagement().getStreamInfo(Streams.JOURNAL.name());
      long position =
          alerts.attach(
              journal.getCreateTime().toInstant().toString(),
              journal.getStreamState().getLastSequence());
      open = JournalFeed.open(link, position + 1, watch);
      LOG.infof("reading the journal from %d", position + 1);
      return true;
    } catch (IOException | JetStreamApiException | RuntimeException e) {
      LOG.debugf("the journal is not readable yet: %s", e.getMessage());
      return false;
    }
  }
}
