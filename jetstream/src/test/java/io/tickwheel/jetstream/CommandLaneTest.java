package io.tickwheel.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.wire.CommandCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandLaneTest {
  private static final int PARTITIONS = 4;
  private static final Incarnation SOURCE = new Incarnation(7, 8);

  @AutoClose private NatsServer server;
  @AutoClose private NatsLink link;

  @BeforeEach
  void start() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology.provision(link, PARTITIONS, 1);
  }

  @Test
  void everyCommandIsDecidedOnceInOrderAcrossServerKills() throws Exception {
    int threads = 4;
    int perThread = 20_000;
    var acknowledged = new AtomicInteger();
    try (var lane = new CommandLane(link, SOURCE, PARTITIONS, "")) {
      List<Thread> senders =
          IntStream.range(0, threads)
              .mapToObj(
                  t ->
                      Thread.ofPlatform()
                          .start(
                              () -> {
                                for (int i = 0; i < perThread; i++) {
                                  lane.send(
                                      i % PARTITIONS,
                                      command(t, i),
                                      (_, _, _) -> acknowledged.incrementAndGet());
                                }
                              }))
              .toList();
      for (int kill = 1; kill <= 3; kill++) {
        int enough = kill * threads * perThread / 5;
        Awaiting.until(() -> acknowledged.get() > enough);
        server.kill();
        server.restart();
      }
      for (Thread sender : senders) {
        sender.join();
      }
      assertThat(Awaiting.until(() -> acknowledged.get() == threads * perThread)).isTrue();
    }

    Map<String, List<Integer>> decided = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (Command command : decided(partition)) {
        String[] sender = ((Command.Cancel) command).reason().split(" ", -1);
        decided
            .computeIfAbsent(partition + "/" + sender[0], _ -> new ArrayList<>())
            .add(Integer.parseInt(sender[1]));
      }
    }
    assertThat(decided).hasSize(threads * PARTITIONS);
    decided.forEach(
        (key, numbers) -> {
          int partition = key.charAt(0) - '0';
          assertThat(numbers)
              .as(key)
              .isEqualTo(
                  IntStream.range(0, perThread)
                      .filter(i -> i % PARTITIONS == partition)
                      .boxed()
                      .toList());
        });
  }

  @Test
  void aSingleCommandGoesOutAtOnceAndAlone() throws Exception {
    try (var lane = new CommandLane(link, SOURCE, PARTITIONS, "")) {
      for (int i = 1; i <= 3; i++) {
        var sent = new CompletableFuture<List<Long>>();
        lane.send(
            0,
            command(0, i),
            (sequence, number, index) -> sent.complete(List.of(sequence, number, (long) index)));

        assertThat(Awaiting.get(sent)).containsExactly((long) i, (long) i, 0L);
        assertThat(lane.acknowledgedThrough(0)).isEqualTo(i);
      }
      assertThat(lane.acknowledgedThrough(1)).isZero();
    }
  }

  @Test
  void whatGathersGoesInTheNextFrameWithinItsBounds() throws Exception {
    int count = 5_000;
    var done = new CountDownLatch(count);
    try (var lane = new CommandLane(link, SOURCE, PARTITIONS, "")) {
      for (int i = 0; i < count; i++) {
        lane.send(0, command(0, i), (_, _, _) -> done.countDown());
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
    List<CommandFrame> frames = frames(0);

    assertThat(frames).hasSizeLessThan(count / 4);
    assertThat(frames)
        .allSatisfy(
            frame ->
                assertThat(frame.commands())
                    .hasSizeLessThanOrEqualTo(PartitionLane.FRAME_COMMANDS_MAX));
  }

  @Test
  void aFullBacklogRefusesAndTheLaneGivesUpWhenItMust() throws Exception {
    server.kill();
    assertThat(Awaiting.until(() -> !link.isConnected())).isTrue();
    var abandoned = new AtomicInteger();
    Sent sent =
        new Sent() {
          @Override
          public void acknowledged(long sequence, long number, int index) {
            throw new AssertionError("there is no server");
          }

          @Override
          public void abandoned() {
            abandoned.incrementAndGet();
          }
        };
    var lane = new CommandLane(link, SOURCE, PARTITIONS, "");
    int taken = 0;
    while (lane.trySend(0, command(0, taken), sent)) {
      taken++;
    }

    assertThat(taken)
        .isBetween(
            PartitionLane.BACKLOG_COMMANDS_MAX,
            PartitionLane.BACKLOG_COMMANDS_MAX + PartitionLane.FRAME_COMMANDS_MAX);
    assertThat(lane.trySend(1, command(0, 0), sent)).isTrue();

    lane.close(Duration.ofMillis(300));
    assertThat(abandoned).hasValue(taken + 1);
    assertThatThrownBy(() -> lane.send(0, command(0, 0), sent))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingSendsWhatWaits() throws Exception {
    var acknowledged = new AtomicInteger();
    var lane = new CommandLane(link, SOURCE, PARTITIONS, "");
    for (int i = 0; i < 10_000; i++) {
      lane.send(0, command(0, i), (_, _, _) -> acknowledged.incrementAndGet());
    }
    lane.close(Duration.ofSeconds(20));

    assertThat(Awaiting.until(() -> acknowledged.get() == 10_000)).isTrue();
  }

  @Test
  void answersFindTheirQuestions() throws Exception {
    var log = new CommandLog(link);
    try (Reading _ =
            log.read(2, 1, (_, bytes) -> answer(log, 2, CommandCodec.decodeCommands(bytes)));
        var client = new CommandClient(link, SOURCE, PARTITIONS)) {
      List<CompletableFuture<Reply>> asked =
          IntStream.range(0, 2_000).mapToObj(i -> client.ask(2, command(0, i))).toList();

      for (int i = 0; i < asked.size(); i++) {
        assertThat(Awaiting.get(asked.get(i))).isEqualTo(reply(command(0, i)));
      }
    }
  }

  @Test
  void aQuestionWithoutOwnerFailsAfterItsTime() {
    try (var client = new CommandClient(link, SOURCE, PARTITIONS, Duration.ofMillis(100))) {
      assertThatThrownBy(() -> Awaiting.get(client.ask(0, command(0, 0))))
          .isInstanceOf(NoAnswerException.class);
    }
  }

  private static void answer(CommandLog log, int partition, CommandFrame frame) {
    log.reply(
        frame.replyTo(),
        new ReplyFrame(
            partition,
            frame.number(),
            frame.commands().stream().map(CommandLaneTest::reply).toList()));
  }

  private static Reply reply(Command command) {
    return new Reply.Rejected(
        command.task(),
        Reply.Reason.UNKNOWN_TASK,
        ((Command.Cancel) command).reason(),
        Optional.empty());
  }

  /// The commands of a partition as its owner would decide them: known frame numbers dropped.
  private List<Command> decided(int partition) throws Exception {
    List<Command> commands = new ArrayList<>();
    long seen = 0;
    for (CommandFrame frame : frames(partition)) {
      if (frame.number() > seen) {
        assertThat(frame.number()).isEqualTo(seen + 1);
        seen = frame.number();
        commands.addAll(frame.commands());
      }
    }
    return commands;
  }

  private List<CommandFrame> frames(int partition) throws Exception {
    Incarnation end = new Incarnation(9, 9);
    var sent = new CompletableFuture<Long>();
    try (var lane = new CommandLane(link, end, PARTITIONS, "")) {
      lane.send(partition, command(0, 0), (sequence, _, _) -> sent.complete(sequence));
      Awaiting.get(sent);
    }
    var done = new CountDownLatch(1);
    List<CommandFrame> frames = new ArrayList<>();
    try (Reading _ =
        new CommandLog(link)
            .read(
                partition,
                1,
                (_, bytes) -> {
                  CommandFrame frame = CommandCodec.decodeCommands(bytes);
                  if (frame.source().equals(end)) {
                    done.countDown();
                  } else if (done.getCount() > 0) {
                    frames.add(frame);
                  }
                })) {
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
    return frames;
  }

  private static Command command(int sender, int number) {
    return new Command.Cancel(TaskId.create(1_000, 0, number), sender + " " + number);
  }
}
