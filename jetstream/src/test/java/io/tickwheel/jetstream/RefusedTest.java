package io.tickwheel.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.packed.PackedSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/// A server that refuses our credentials for a while.
class RefusedTest {
  private static final Incarnation EXECUTOR = new Incarnation(1, 2);

  @AutoClose private LocalNats server;
  @AutoClose private NatsLink link;

  @BeforeEach
  void start() throws Exception {
    int port = NatsServer.freePort();
    server =
        new LocalNats(
            LocalNats.find()
                .orElseThrow(() -> new TestAbortedException("skipped: needs nats-server")),
            port,
            NatsServer.freePort(),
            password("right"));
    server.start();
    link = NatsLink.connect("nats://tw:right@127.0.0.1:" + port, "test");
    Topology.provision(link, 16, 1);
  }

  @Test
  void everythingGoesOnWhenTheCredentialsAreTakenAgain() throws Exception {
    var beats = new Beats(link);
    var heard = new Received<Long>();
    var dispatches = new DispatchLog(link);
    var taken = new Received<Long>();
    try (Reading _ = beats.onScheduler(beat -> heard.add(beat.sentAtMillis()));
        Reading _ = dispatches.subscribe(EXECUTOR, frame -> taken.add(frame.epoch()))) {
      Awaiting.get(dispatches.publish(EXECUTOR, frame(1)));
      taken.await(1);

      server.reload(password("wrong"));
      assertThat(Awaiting.until(this::isClosedForGood)).isTrue();
      server.reload(password("right"));

      assertThat(link.awaitConnected(Duration.ofSeconds(20))).isTrue();
      beats.publish(beat(7));
      assertThat(heard.await(1)).containsExactly(7L);
      Awaiting.get(dispatches.publish(EXECUTOR, frame(2)));
      assertThat(taken.await(2)).containsExactly(1L, 2L);
    }
  }

  private boolean isClosedForGood() {
    return Stream.of(link.control(), link.publishing(), link.consuming())
        .allMatch(connection -> connection.getStatus() == Connection.Status.CLOSED);
  }

  private static String password(String password) {
    return "authorization { user: tw, password: %s }\n".formatted(password);
  }

  private static SchedulerBeat beat(long sentAtMillis) {
    return new SchedulerBeat("a", List.of(), false, sentAtMillis, "", 0, false, Incarnation.NONE);
  }

  private static DispatchFrame frame(long epoch) {
    AttemptId attempt = new AttemptId(TaskId.create(1_000, 3, 42), 1);
    return new DispatchFrame(
        3, epoch, 1, List.of(new Dispatch(attempt, PackedSpec.of(new byte[] {}), 1, 2)));
  }
}
