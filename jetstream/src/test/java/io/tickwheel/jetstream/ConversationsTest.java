package io.tickwheel.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.JetStreamApiException;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.Streams;
import io.tickwheel.wire.Subjects;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Dispatches, stops, heartbeats, questions, submissions.
class ConversationsTest {
  private static final Incarnation EXECUTOR = new Incarnation(1, 2);
  private static final Incarnation OTHER = new Incarnation(3, 4);
  private static final TaskId TASK = TaskId.create(1_000, 3, 42);

  private static final int BIG = 64 << 10;

  @AutoClose private NatsServer server;
  @AutoClose private NatsLink link;

  @BeforeEach
  void start() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology.provision(link, 16, 1);
  }

  @Test
  void dispatchesReachTheirIncarnationOnceAndInOrder() throws Exception {
    var dispatches = new DispatchLog(link);
    var received = new Received<Long>();
    for (int i = 1; i <= 10; i++) {
      Awaiting.get(dispatches.publish(EXECUTOR, frame(i)));
      Awaiting.get(dispatches.publish(OTHER, frame(1_000 + i)));
    }
    try (Reading _ = dispatches.subscribe(EXECUTOR, frame -> received.add(frame.epoch()))) {
      for (int i = 11; i <= 20; i++) {
        Awaiting.get(dispatches.publish(EXECUTOR, frame(i)));
      }

      assertThat(received.await(20)).hasSize(20).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void dispatchesGoOnWhenTheServersMemoryIsLost() throws Exception {
    var dispatches = new DispatchLog(link);
    var received = new Received<Long>();
    try (Reading _ = dispatches.subscribe(EXECUTOR, frame -> received.add(frame.epoch()))) {
      for (int i = 1; i <= 50; i++) {
        Awaiting.get(dispatches.publish(EXECUTOR, frame(i)));
      }
      received.await(50);
      server.kill();
      server.restart();
      assertThat(link.awaitConnected(Duration.ofSeconds(10))).isTrue();
      for (int i = 51; i <= 60; i++) {
        long number = i;
        assertThat(Awaiting.until(() -> isStored(dispatches, number))).isTrue();
      }

      assertThat(received.await(60)).hasSize(60).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void moreDispatchesThanTheMemoryHoldsGoThrough() throws Exception {
    long bytesMax = 2 << 20;
    link.control()
        .jetStreamManagement()
        .updateStream(Topology.configuration(Streams.DISPATCH.withBytesMax(bytesMax), 1));
    var dispatches = new DispatchLog(link);
    var received = new Received<Long>();
    int frames = 3 * (int) (bytesMax / BIG);
    for (int i = 1; i <= frames; i++) {
      Awaiting.get(dispatches.publish(OTHER, bigFrame(i)));
    }
    try (Reading _ = dispatches.subscribe(EXECUTOR, frame -> received.add(frame.epoch()))) {
      for (int i = 1; i <= frames; i++) {
        Awaiting.get(dispatches.publish(EXECUTOR, bigFrame(i)));
      }

      assertThat(received.await(frames)).hasSize(frames).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void whatAnExecutorTookLeavesTheBrokersMemory() throws Exception {
    var dispatches = new DispatchLog(link);
    int frames = (4 << 20) / BIG;
    try (Reading _ = dispatches.subscribe(EXECUTOR, frame -> {})) {
      for (int i = 1; i <= frames; i++) {
        Awaiting.get(dispatches.publish(EXECUTOR, bigFrame(i)));
      }

      assertThat(Awaiting.until(() -> storedBytes() < 1 << 20)).isTrue();
    }
  }

  private long storedBytes() {
    try {
      return link.control()
          .jetStreamManagement()
          .getStreamInfo(Streams.DISPATCH.name())
          .getStreamState()
          .getByteCount();
    } catch (IOException | JetStreamApiException e) {
      return Long.MAX_VALUE;
    }
  }

  private static DispatchFrame bigFrame(long epoch) {
    PackedSpec spec = PackedSpec.of(new byte[BIG]);
    return new DispatchFrame(
        3, epoch, epoch, List.of(new Dispatch(new AttemptId(TASK, 1), spec, 1_000, 1_001)));
  }

  @Test
  void aPoisonousDispatchIsSetAside() throws Exception {
    var dispatches = new DispatchLog(link);
    var received = new Received<Long>();
    try (Reading _ = dispatches.subscribe(EXECUTOR, frame -> received.add(frame.epoch()))) {
      Awaiting.get(
          new StreamWriter(link.publishingLine())
              .store(Subjects.dispatch(EXECUTOR), "not a frame".getBytes(UTF_8)));
      Awaiting.get(dispatches.publish(EXECUTOR, frame(1)));

      assertThat(received.await(1)).containsExactly(1L);
    }
  }

  @Test
  void stopsReachTheirIncarnation() throws Exception {
    var stops = new Stops(link);
    var received = new Received<StopFrame>();
    StopFrame frame = new StopFrame(0, 1, 2, List.of(new AttemptId(TASK, 1)));
    try (Reading _ = stops.subscribe(EXECUTOR, received::add)) {
      link.control().flush(Duration.ofSeconds(5));
      stops.publish(OTHER, new StopFrame(0, 1, 2, List.of()));
      stops.publish(EXECUTOR, frame);

      assertThat(received.await(1)).containsExactly(frame);
    }
  }

  @Test
  void beatsReachAllWhoListenAcrossAServerKill() throws Exception {
    var beats = new Beats(link);
    var received = new Received<SchedulerBeat>();
    SchedulerBeat beat = new SchedulerBeat("a", List.of(), false, 1, "http://x", 2, false, OTHER);
    try (Reading _ = beats.onScheduler(received::add)) {
      server.kill();
      beats.publish(beat);
      server.restart();

      assertThat(
              Awaiting.until(
                  () -> {
                    beats.publish(beat);
                    return received.size() > 0;
                  }))
          .isTrue();
      assertThat(received.await(1)).contains(beat);
    }
  }

  @Test
  void questionsReachTheOwnerAndWaitForOne() throws Exception {
    var asks = new Asks(link);
    CompletableFuture<Optional<TaskView>> early = asks.ask(TASK, Duration.ZERO);
    try (Reading _ =
        asks.serve(
            3,
            (query, answer) -> {
              assertThat(query.task()).isEqualTo(TASK);
              answer.accept(Optional.empty());
            })) {

      assertThat(Awaiting.get(early)).isEmpty();
      assertThat(Awaiting.get(asks.ask(TASK, Duration.ofSeconds(2)))).isEmpty();
    }
    assertThatThrownBy(() -> Awaiting.get(asks.ask(TASK, Duration.ZERO)))
        .isInstanceOf(NoAnswerException.class);
  }

  @Test
  void aBatchIsAnsweredByOneOfTheSchedulers() throws Exception {
    var submissions = new Submissions(link);
    var served = new Received<String>();
    Submissions.Handler echo =
        (request, answer) -> {
          served.add(new String(request, UTF_8));
          answer.accept(request);
        };
    try (Reading _ = submissions.serveBatches(echo);
        Reading _ = submissions.serveBatches(echo)) {
      link.control().flush(Duration.ofSeconds(5));

      assertThat(Awaiting.get(submissions.submitBatch("x".getBytes(UTF_8))))
          .isEqualTo("x".getBytes(UTF_8));
      assertThat(served.await(1)).hasSize(1);
    }
  }

  private static boolean isStored(DispatchLog dispatches, long number) {
    try {
      Awaiting.get(dispatches.publish(EXECUTOR, frame(number)));
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private static DispatchFrame frame(long epoch) {
    return new DispatchFrame(
        3,
        epoch,
        1,
        List.of(new Dispatch(new AttemptId(TASK, 1), PackedSpec.of(new byte[] {}), 1, 2)));
  }
}
