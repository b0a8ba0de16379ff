package io.tickwheel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The worker SDK over a real nats-server.
@Timeout(120)
class WorkerNatsTest {
  record Welcome(String to) {}

  record Receipt(String text, int attempt) {}

  private NatsServer nats;
  private NatsOwner owner;
  private Worker worker;
  private final Mails mails = new Mails();

  static final class Mails {
    final Semaphore entered = new Semaphore(0);
    final CountDownLatch gate = new CountDownLatch(1);

    @TaskHandler("send_email")
    Receipt send(Welcome mail, TaskContext context) {
      return new Receipt("hello " + mail.to, context.attempt());
    }

    @TaskHandler("wait")
    void await() throws InterruptedException {
      entered.release();
      gate.await();
    }

    @TaskHandler("noop")
    void noop() {}
  }

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start();
    owner = new NatsOwner(nats.url());
    worker =
        Worker.builder()
            .natsUrl(nats.url())
            .name("mailer")
            .labels(Map.of("zone", "a"))
            .handlers(mails)
            .concurrency(8)
            .start();
  }

  @AfterEach
  void stop() throws Exception {
    mails.gate.countDown();
    worker.close();
    owner.close();
    nats.close();
  }

  private static TaskSpec spec(String type, String payload) {
    return TaskSpec.of(type, new Target.Handler(), Payload.of(payload));
  }

  private Incarnation joined() {
    return owner.awaitBeat(beat -> true).incarnation();
  }

  private void awaitEntered() throws InterruptedException {
    assertThat(mails.entered.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void saysWhatItOffers() {
    ExecutorBeat beat = owner.awaitBeat(any -> true);
    assertThat(beat.name()).isEqualTo("mailer");
    assertThat(beat.labels()).containsEntry("zone", "a");
    assertThat(beat.capacities().getFirst().lanes())
        .containsExactly("handler:noop", "handler:send_email", "handler:wait");
    assertThat(beat.capacities().getFirst().slots()).isEqualTo(8);
  }

  @Test
  void runsHandlersAndReportsOutputs() throws Exception {
    AttemptId id = owner.dispatch(joined(), spec("send_email", "{\"to\":\"ann\"}"));
    assertThat(owner.outcome(id))
        .isEqualTo(new Outcome.Succeeded(Payload.of("{\"text\":\"hello ann\",\"attempt\":1}")));
    ExecutorBeat after =
        owner.awaitBeat(
            beat ->
                beat.held().isEmpty() && beat.resultPositions().containsKey(id.task().partition()));
    assertThat(after.resultPositions().get(id.task().partition())).isPositive();
  }

  @Test
  void aBadPayloadFailsForGood() throws Exception {
    AttemptId id = owner.dispatch(joined(), spec("send_email", "[1]"));
    assertThat(owner.outcome(id))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.BAD_PAYLOAD));
  }

  @Test
  void aStopReachesARunningHandler() throws Exception {
    Incarnation me = joined();
    AttemptId id = owner.dispatch(me, spec("wait", ""));
    awaitEntered();
    owner.stop(me, id);
    assertThat(owner.outcome(id)).isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  void everyDispatchIsAnsweredOnceAcrossAKilledServer() throws Exception {
    Incarnation me = joined();
    var sent = new ArrayList<AttemptId>();
    for (int n = 0; n < 20; n++) {
      sent.addAll(owner.dispatch(me, spec("noop", ""), 1));
    }
    sent.addAll(owner.dispatch(me, spec("wait", ""), 1));
    awaitEntered();
    nats.kill();
    mails.gate.countDown();
    nats.restart();
    owner.awaitResults(sent.size());
    assertThat(owner.resultCount()).isEqualTo(sent.size());
    assertThat(owner.repeats()).isZero();
  }

  @Test
  void aServerOutOfReachEndsTheLease() throws Exception {
    Incarnation first = joined();
    AttemptId id = owner.dispatch(first, spec("wait", ""));
    awaitEntered();
    nats.pause();
    assertThat(worker.status().incarnation()).hasValue(first);
    awaitLapse(first);
    nats.resume();
    assertThat(owner.outcome(id)).isInstanceOf(Outcome.Interrupted.class);
    Incarnation second = owner.awaitBeat(beat -> !beat.incarnation().equals(first)).incarnation();
    AttemptId again = owner.dispatch(second, spec("noop", ""));
    assertThat(owner.outcome(again)).isInstanceOf(Outcome.Succeeded.class);
  }

  private void awaitLapse(Incarnation first) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (worker.status().incarnation().equals(Optional.of(first))) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void itJoinsWhenNatsComesLater() throws Exception {
    joined();
    nats.kill();
    try (Worker early =
        Worker.builder().natsUrl(nats.url()).name("early").handlers(new Mails()).start()) {
      assertThat(early.status().isJoined()).isFalse();
      nats.restart();
      owner.awaitBeat(beat -> beat.name().equals("early"));
      assertThat(early.status().isJoined()).isTrue();
    }
  }

  @Test
  void itClosesWhileNatsIsAway() throws Exception {
    joined();
    nats.kill();
    Worker never = Worker.builder().natsUrl(nats.url()).handlers(new Mails()).start();
    assertThat(never.drain(Duration.ofSeconds(1))).isTrue();
    assertThat(never.status().isJoined()).isFalse();
    nats.restart();
  }

  @Test
  void drainingLetsGoOfEverything() throws Exception {
    Incarnation me = joined();
    AttemptId running = owner.dispatch(me, spec("wait", ""));
    awaitEntered();
    assertThat(worker.drain(Duration.ofMillis(50))).isTrue();
    assertThat(owner.outcome(running)).isInstanceOf(Outcome.Interrupted.class);
    owner.awaitBeat(beat -> beat.incarnation().equals(me) && beat.leaving());
  }
}
