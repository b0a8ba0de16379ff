package io.tickwheel.monitor.feed;

import io.tickwheel.monitor.feed.Arrivals.Arrival;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.store.BatchWriter;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.tickwheel.monitor.store.JournalPosition;
import io.tickwheel.monitor.store.Retention;
import io.tickwheel.monitor.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Follows the journal into the history, on a thread of its own: gathers records into a batch,
/// writes it with its position, forgets what is too old while nothing comes. When writing fails it
/// begins again at the stored position.
public final class Follower implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Follower.class);
  private static final long RETRY_MILLIS = 1_000;
  private static final long STOP_MILLIS = 10_000;

  private final HistoryDatabase database;
  private final JournalSource source;
  private final Pulse pulse;
  private final BatchLimits limits;
  private final Retention.Limits retention;
  private final Thread thread = new Thread(this::run, "journal-follower");
  private volatile boolean stopping;
  private volatile Progress progress = Progress.NONE;

  public Follower(
      HistoryDatabase database,
      JournalSource source,
      Pulse pulse,
      BatchLimits limits,
      Retention.Limits retention) {
    this.database = database;
    this.source = source;
    this.pulse = pulse;
    this.limits = limits;
    this.retention = retention;
  }

  public void start() {
    thread.start();
  }

  /// How far it has come.
  public Progress progress() {
    return progress;
  }

  /// True when the history holds all that the journal held when it was asked; waits for that, but
  /// not for long. What is not in the history then was not in the journal.
  public boolean catchesUp(Duration patience) {
    try {
      return reaches(source.lastSequence(), System.nanoTime() + patience.toNanos());
    } catch (IOException | IllegalStateException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized boolean reaches(long sequence, long deadlineNanos)
      throws InterruptedException {
    long left = deadlineNanos - System.nanoTime();
    while (!progress.has(sequence) && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadlineNanos - System.nanoTime();
    }
    return progress.has(sequence);
  }

  /// Waits until the history reaches beyond `sequence`, but not longer than `patience`; returns how
  /// far it reaches.
  public synchronized long awaitBeyond(long sequence, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos();
        progress.position() <= sequence && left > 0;
        left = deadline - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return progress.position();
  }

  private synchronized void moved(Progress to) {
    progress = to;
    notifyAll();
  }

  /// The thread runs, or has not been started yet.
  public boolean isAlive() {
    return thread.getState() == Thread.State.NEW || thread.isAlive();
  }

  /// Commits what has arrived and ends.
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        follow();
      } catch (InterruptedException e) {
        // stopping, or a stray interrupt: the loop's condition tells
      } catch (StoreException | IOException | IllegalStateException e) {
        moved(progress.failed(e.getMessage()));
        LOG.warnf("history stands still: %s; next try in %d ms", e.getMessage(), RETRY_MILLIS);
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      // stopping
    }
  }

  private void follow() throws InterruptedException, IOException {
    JournalPosition from = Beginning.agree(database, source.extent());
    LOG.infof("history follows the journal from %d", from.sequence() + 1);
    moved(progress.at(from.sequence(), 0));
    var arrivals = new Arrivals();
    try (var writer = new BatchWriter(database);
        var _ =
            source.read(
                from.sequence() + 1,
                (sequence, partition, storedAt, record, pending) ->
                    arrivals.put(Arrival.of(sequence, partition, storedAt, record, pending)))) {
      new Turns(arrivals, writer, from).run();
    }
  }

  /// One stretch of following without mishap.
  private final class Turns {
    private final Arrivals arrivals;
    private final BatchWriter writer;
    private final Projection projection;
    private final Retention forgetting;
    private Batch batch;
    private long begunNanos;
    private long pending;

    Turns(Arrivals arrivals, BatchWriter writer, JournalPosition from) {
      this.arrivals = arrivals;
      this.writer = writer;
      this.projection = new Projection(writer.rows(), pulse);
      this.forgetting = new Retention(database, retention, from.rows());
      this.batch = new Batch(from.sequence());
    }

    /// Writes the last batch when it is stopped, not when something failed: then the batch may hold
    /// half a record.
    void run() throws InterruptedException {
      try {
        while (!stopping) {
          turn();
        }
      } catch (InterruptedException e) {
        write();
        throw e;
      }
      write();
    }

    private void turn() throws InterruptedException {
      Arrival arrival = arrivals.take(patienceNanos());
      if (arrival != null) {
        take(arrival);
      }
      if (isDue()) {
        write();
      }
      long now = System.currentTimeMillis();
      if (batch.isEmpty() && (arrival == null || forgetting.isUrgent(now))) {
        forgetting.step(now);
      }
    }

    private long patienceNanos() {
      return batch.isEmpty()
          ? TimeUnit.MILLISECONDS.toNanos(forgetting.pauseMillis())
          : Math.max(0, begunNanos + limits.ageNanos(batch.events) - System.nanoTime());
    }

    private void take(Arrival arrival) {
      if (batch.isEmpty()) {
        begunNanos = System.nanoTime();
      }
      projection.apply(
          batch,
          arrival.sequence(),
          arrival.partition(),
          arrival.storedAtMillis(),
          arrival.record().bytes());
      pending = arrival.pending();
    }

    private boolean isDue() {
      return !batch.isEmpty()
          && (limits.isFull(batch.events, batch.bytes)
              || System.nanoTime() - begunNanos >= limits.ageNanos(batch.events));
    }

    private void write() {
      if (batch.isEmpty()) {
        return;
      }
      batch.setAside.forEach(
          poison ->
              LOG.errorf(
                  "journal record %d event %d of partition %d cannot be read and is set aside: %s",
                  poison.sequence(), poison.index(), poison.partition(), poison.reason()));
      writer.write(batch);
      forgetting.began(batch.tally.rowsBegun(), batch.occurrences.size());
      moved(progress.at(batch.position, pending));
      batch = new Batch(batch.position);
    }
  }

  /// `position`: the last journal sequence in the history. `pending`: records that wait behind it,
  /// as of the last one. `failure`: why it stands still, null while it does not.
  public record Progress(long position, long pending, boolean following, @Nullable String failure) {
    static final Progress NONE = new Progress(0, 0, false, null);

    Progress at(long newPosition, long newPending) {
      return new Progress(newPosition, newPending, true, null);
    }

    boolean has(long sequence) {
      return following && position >= sequence;
    }

    Progress failed(@Nullable String why) {
      return new Progress(position, pending, false, why == null ? "unknown" : why);
    }
  }
}
