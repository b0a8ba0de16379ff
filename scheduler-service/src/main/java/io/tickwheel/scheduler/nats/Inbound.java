package io.tickwheel.scheduler.nats;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.Submissions;
import io.tickwheel.scheduler.config.SchedulerSettings;
import io.tickwheel.scheduler.gateway.Admission;
import io.tickwheel.scheduler.gateway.Fleet;
import io.tickwheel.scheduler.lifecycle.StopOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/// Opens the gateway when NATS is there, and closes it in order.
@Singleton
class Inbound {
  private static final Logger LOG = Logger.getLogger(Inbound.class);

  private final Broker broker;
  private final NatsOwners owners;
  private final Admission admission;
  private final Fleet fleet;
  private final NatsSubmissions submissions;
  private final Duration patience;
  private final List<Reading> beats = new CopyOnWriteArrayList<>();
  private final List<Reading> requests = new CopyOnWriteArrayList<>();

  Inbound(
      Broker broker,
      NatsOwners owners,
      Admission admission,
      Fleet fleet,
      NatsSubmissions submissions,
      SchedulerSettings settings) {
    this.broker = broker;
    this.owners = owners;
    this.admission = admission;
    this.fleet = fleet;
    this.submissions = submissions;
    this.patience = Duration.ofMillis(settings.answerTimeoutMillis());
  }

  void start(@Observes StartupEvent event) {
    var _ =
        broker
            .session()
            .thenAccept(this::open)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.error("the gateway did not open", failure);
                  }
                });
  }

  private void open(Session session) {
    var signs = new Beats(session.link());
    beats.add(
        signs.onScheduler(
            beat -> {
              fleet.heard(beat);
              admission.heard(beat);
            }));
    beats.add(signs.onExecutor(fleet::heard));
    owners.connect(session, patience);
    var served = new Submissions(session.link());
    requests.add(served.serveJson(submissions::json));
    requests.add(served.serveBatches(submissions::batch));
    LOG.info("the gateway is open");
  }

  void stopRequests(@Observes @Priority(StopOrder.SUBMISSIONS) ShutdownEvent event) {
    requests.forEach(Reading::close);
  }

  void stopCommands(@Observes @Priority(StopOrder.COMMANDS) ShutdownEvent event) {
    owners.close();
    beats.forEach(Reading::close);
  }
}
