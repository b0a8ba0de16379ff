package io.tickwheel.alert.watch;

import io.tickwheel.alert.decide.Burst;
import io.tickwheel.alert.decide.Death;
import io.tickwheel.alert.decide.Deaths;
import io.tickwheel.alert.decide.Incident;
import io.tickwheel.alert.decide.JournalSkim;
import io.tickwheel.alert.store.AlertStore;
import io.tickwheel.jetstream.JournalFeed;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.JournalCodec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/// Takes the journal's records, in their order, and has what they bring about stored. The position
/// behind a record that brings about nothing is stored now and then: reading such a record twice
/// changes nothing. Called by one thread.
public final class JournalWatch implements JournalFeed.Handler {
  private static final Logger LOG = Logger.getLogger(JournalWatch.class);
  private static final long UNSTORED_MILLIS_MAX = 5_000;

  private final AlertStore alerts;
  private final TaskTypes types;
  private final InstantSource clock;
  private final Runnable somethingToTell;
  private long storedAtMillis;
  private long handled;
  private volatile long pending;

  public JournalWatch(
      AlertStore alerts, TaskTypes types, InstantSource clock, Runnable somethingToTell) {
    this.alerts = alerts;
    this.types = types;
    this.clock = clock;
    this.somethingToTell = somethingToTell;
    this.storedAtMillis = clock.millis();
  }

  @Override
  public void accept(long sequence, int partition, long storedAt, byte[] record, long behind)
      throws InterruptedException {
    if (sequence <= handled) {
      LOG.warnf("the journal numbers its records anew; reading on from %d", sequence);
      alerts.moveBefore(sequence);
    }
    handle(sequence, partition, record);
    handled = sequence;
    pending = behind;
  }

  /// How many records lie between what is decided and the journal's end.
  public long pending() {
    return pending;
  }

  private void handle(long sequence, int partition, byte[] record) throws InterruptedException {
    List<Death> deaths = List.of();
    if (JournalSkim.mayTellOfDeath(record)) {
      try {
        deaths = Deaths.in(JournalCodec.decode(record));
      } catch (BadWireException e) {
        setAside(sequence, partition, e);
        return;
      }
    }
    if (deaths.isEmpty()) {
      passed(sequence);
    } else {
      absorb(sequence, deaths);
    }
  }

  private void absorb(long sequence, List<Death> deaths) throws InterruptedException {
    List<String> taskTypes = types.of(deaths.stream().map(Death::task).toList());
    List<Incident> incidents = new ArrayList<>();
    for (int i = 0; i < deaths.size(); i++) {
      incidents.add(new Incident(deaths.get(i), taskTypes.get(i)));
    }
    long now = clock.millis();
    if (alerts.absorb(sequence, Burst.of(incidents), now)) {
      storedAtMillis = now;
      somethingToTell.run();
    }
  }

  private void passed(long sequence) {
    long now = clock.millis();
    if (Math.abs(now - storedAtMillis) >= UNSTORED_MILLIS_MAX) {
      alerts.advance(sequence);
      storedAtMillis = now;
    }
  }

  private void setAside(long sequence, int partition, BadWireException e) {
    alerts.setAside(sequence, partition, String.valueOf(e.getMessage()), clock.millis());
    LOG.errorf(
        "journal record %d of partition %d cannot be read and is set aside: %s",
        sequence, partition, e.getMessage());
  }
}
