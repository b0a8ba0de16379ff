package io.tickwheel.scheduler.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.tickwheel.jetstream.CommandLog;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.Submissions;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.Payload;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.scheduler.fake.FakeOwners;
import io.tickwheel.scheduler.gateway.Admission;
import io.tickwheel.scheduler.gateway.Answer;
import io.tickwheel.scheduler.gateway.Gateway;
import io.tickwheel.scheduler.gateway.History;
import io.tickwheel.scheduler.gateway.JsonSubmissions;
import io.tickwheel.scheduler.gateway.PackedSubmissions;
import io.tickwheel.scheduler.gateway.RecurringTasks;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import io.tickwheel.scheduler.gateway.SubmissionMeters;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import io.tickwheel.scheduler.intake.TaskIntake;
import io.tickwheel.wire.CommandCodec;
import io.tickwheel.wire.Subjects;
import io.tickwheel.wire.SubmitCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Submissions over a real NATS, with owners that decide in memory.
@SuppressWarnings("NullAway.Init")
class NatsGatewayTest {
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final FakeOwners decider = new FakeOwners();
  private final NatsOwners owners = new NatsOwners();
  private final List<Reading> readings = new ArrayList<>();
  private NatsServer server;
  private NatsLink link;
  private Gateway gateway;

  @BeforeEach
  void open() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology topology = Topology.provision(link, PARTITIONS, 1);
    owners.connect(new Session(link, topology), PATIENCE);
    var admission = new Admission(1_000_000);
    gateway =
        new Gateway(
            owners,
            task -> CompletableFuture.completedFuture(new History.Memory.Unknown()),
            admission,
            new SplittableRandom(42));
    InstantSource clock = InstantSource.system();
    var served =
        new NatsSubmissions(
            new JsonSubmissions(
                new TaskIntake(RetryPolicy.DEFAULT),
                gateway,
                new RecurringTasks(
                    new ScheduleIntake(RetryPolicy.DEFAULT, new SplittableRandom(1)),
                    new ScheduleGateway(owners)),
                clock),
            new PackedSubmissions(gateway, RetryPolicy.DEFAULT, clock),
            new SubmissionMeters(new SimpleMeterRegistry(), admission));
    var submissions = new Submissions(link);
    readings.add(submissions.serveJson(served::json));
    readings.add(submissions.serveBatches(served::batch));
  }

  @AfterEach
  void close() throws IOException {
    readings.forEach(Reading::close);
    owners.close();
    link.close();
    server.close();
  }

  @Test
  void aJsonRequestIsAnsweredLikeOverHttp() throws Exception {
    own();
    String created = request("{\"type\":\"a\",\"delay\":\"5s\"}", Optional.of("key"));
    assertThat(created).contains("task_id", "\"status\":\"scheduled\"");
    assertThat(request("{\"delay\":\"5s\",\"type\":\"a\"}", Optional.of("key"))).isEqualTo(created);
    assertThat(request("{\"type\":\"b\"}", Optional.of("key"))).contains("idempotency-key-reused");
    assertThat(request("{\"type\":\"a b\"}", Optional.empty())).contains("invalid-field");
    assertThat(request("nope", Optional.empty())).contains("malformed-json");
    assertThat(request("", Optional.empty())).contains("The body is empty.");
  }

  @Test
  void aPackedBatchIsAnsweredWhenAllItsTasksAreDurable() throws Exception {
    own();
    var batch = new ArrayList<Submission>();
    for (int i = 0; i < 5_000; i++) {
      batch.add(new Submission(spec("a"), 0, Optional.empty()));
    }
    batch.add(new Submission(PackedSpec.of(new byte[] {9, 9}), 0, Optional.empty()));
    List<SubmitOutcome> outcomes = submit(SubmitCodec.encodeSubmissions(batch));
    assertThat(outcomes).hasSize(5_001);
    assertThat(outcomes.subList(0, 5_000)).allMatch(outcome -> outcome.task().isPresent());
    assertThat(outcomes.getLast().errorType()).contains("bad-request");
    assertThat(decider.size()).isEqualTo(5_000);
    assertThat(submit(new byte[] {1, 2, 3}).getFirst().errorType()).contains("bad-request");
  }

  @Test
  void withoutAnOwnerACommandIsStoredAndDecidedLater() throws Exception {
    var wanted = new Gateway.Wanted(spec("a").unpack(), spec("a"), 1, 1, Optional.empty());
    Answer answer = gateway.submit(wanted).get(20, TimeUnit.SECONDS);
    assertThat(answer).isInstanceOf(Answer.Pending.class);
    own();
    assertThat(gateway.submit(wanted).get(20, TimeUnit.SECONDS)).isInstanceOf(Answer.Created.class);
    assertThat(decider.size()).isEqualTo(2);
  }

  @Test
  void withoutNatsNothingIsAcceptedAndNobodyWaits() throws Exception {
    own();
    server.kill();
    var wanted = new Gateway.Wanted(spec("a").unpack(), spec("a"), 1, 1, Optional.empty());
    Answer answer = gateway.submit(wanted).get(20, TimeUnit.SECONDS);
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class, r -> assertThat(r.problem().status()).isEqualTo(503));
  }

  /// Takes over all partitions.
  private void own() {
    var commands = new CommandLog(link);
    for (int p = 0; p < PARTITIONS; p++) {
      int partition = p;
      readings.add(
          commands.read(partition, 1, (sequence, frame) -> decide(commands, partition, frame)));
    }
  }

  private void decide(CommandLog commands, int partition, byte[] bytes) {
    var frame = CommandCodec.decodeCommands(bytes);
    List<Reply> replies =
        frame.commands().stream().map(c -> decider.ask(partition, c).join()).toList();
    commands.reply(frame.replyTo(), new ReplyFrame(partition, frame.number(), replies));
  }

  private String request(String body, Optional<String> key) throws Exception {
    var headers = new Headers();
    key.ifPresent(k -> headers.add("Idempotency-Key", k));
    var message =
        NatsMessage.builder()
            .subject(Subjects.SUBMIT)
            .headers(headers)
            .data(body.getBytes(UTF_8))
            .build();
    var answer = link.control().request(message, Duration.ofSeconds(20));
    assertThat(answer).isNotNull();
    return new String(answer.getData(), UTF_8);
  }

  private List<SubmitOutcome> submit(byte[] batch) throws Exception {
    return SubmitCodec.decodeOutcomes(
        new Submissions(link).submitBatch(batch).get(20, TimeUnit.SECONDS));
  }

  private static PackedSpec spec(String type) {
    return PackedSpec.pack(TaskSpec.of(type, new Target.Handler(), Payload.of("{}")));
  }
}
