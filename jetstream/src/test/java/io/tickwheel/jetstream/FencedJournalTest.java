package io.tickwheel.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FencedJournalTest {
  @AutoClose private NatsServer server;
  @AutoClose private NatsLink link;
  private FencedJournal journal;

  @BeforeEach
  void start() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology.provision(link, 16, 1);
    journal = new FencedJournal(link);
  }

  @Test
  void theFirstAppendExpectsAnEmptyLog() throws Exception {
    assertThat(Awaiting.get(journal.tail(0))).isEmpty();

    long first = append(0, "one", 0);

    assertThat(tail(0)).isEqualTo("one");
    assertThat(append(0, "two", first)).isGreaterThan(first);
  }

  @Test
  void aStaleAppendIsRefusedAndSaysWhatIsThere() throws Exception {
    long first = append(1, "mine", 0);
    long second = append(1, "the other owner's", first);

    assertThatThrownBy(() -> append(1, "mine again", first))
        .isInstanceOfSatisfying(
            StaleOwnerException.class,
            stale -> {
              assertThat(stale.expected()).isEqualTo(first);
              assertThat(stale.actual()).isEqualTo(second);
            });
    assertThat(tail(1)).isEqualTo("the other owner's");
  }

  @Test
  void ofTwoOwnersOneIsRefused() throws Exception {
    long last = append(2, "start", 0);
    int stale = 0;

    for (int round = 0; round < 50; round++) {
      var a = journal.append(2, bytes("a" + round), last);
      var b = journal.append(2, bytes("b" + round), last);
      var both = List.of(a, b);
      CompletableFuture.allOf(a, b).handle((_, _) -> 0).join();
      stale += (int) both.stream().filter(CompletableFuture::isCompletedExceptionally).count();
      last =
          both.stream().filter(f -> !f.isCompletedExceptionally()).findFirst().orElseThrow().join();
    }

    assertThat(stale).isEqualTo(50);
  }

  @Test
  void partitionsDoNotFenceEachOther() throws Exception {
    long three = append(3, "x", 0);
    append(4, "y", 0);

    assertThat(append(3, "z", three)).isGreaterThan(three);
  }

  @Test
  void aLostAcknowledgementIsResolvedByReadingTheTail() throws Exception {
    try (var wire = new FaultProxy(server.port());
        var cutLink = NatsLink.connect(wire.url(), "cut")) {
      assertThat(cutLink.awaitConnected(Duration.ofSeconds(10))).isTrue();
      var owner = new FencedJournal(cutLink);
      long before = append(5, "before", 0);

      wire.muteServer();
      CompletableFuture<Long> lost = owner.append(5, bytes("decided"), before);
      assertThat(Awaiting.until(() -> tail(5).equals("decided"))).isTrue();
      wire.cut();

      assertThatThrownBy(() -> Awaiting.get(lost)).isInstanceOf(UnconfirmedAppendException.class);
      assertThat(cutLink.awaitConnected(Duration.ofSeconds(10))).isTrue();
      Optional<StoredRecord> tail = Awaiting.get(owner.tail(5));
      assertThat(tail).isPresent();
      assertThat(new String(tail.get().bytes(), UTF_8)).isEqualTo("decided");
      assertThat(Awaiting.get(owner.append(5, bytes("next"), tail.get().sequence())))
          .isGreaterThan(tail.get().sequence());
    }
  }

  @Test
  void anAppendWithoutServerIsUnconfirmedAtOnce() throws Exception {
    try (var own = NatsServer.start();
        var ownLink = NatsLink.connect(own.url(), "lonely")) {
      Topology.provision(ownLink, 1, 1);
      var lonely = new FencedJournal(ownLink);
      own.kill();
      assertThat(Awaiting.until(() -> !ownLink.isConnected())).isTrue();

      assertThatThrownBy(() -> lonely.append(0, bytes("x"), 0).get(1, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnconfirmedAppendException.class);
    }
  }

  @Test
  void trimmingKeepsTheNewestRecordAndSoTheFence() throws Exception {
    long first = append(6, "one", 0);
    long second = append(6, "two", first);
    long third = append(6, "three", second);

    Awaiting.get(journal.trim(6, third + 1_000));

    assertThat(tail(6)).isEqualTo("three");
    assertThat(read(6, 1, 1)).containsExactly("three");
    assertThat(append(6, "four", third)).isGreaterThan(third);
    assertThatThrownBy(() -> append(6, "stale", second)).isInstanceOf(StaleOwnerException.class);
  }

  @Test
  void trimmingRemovesWhatIsBehindThePosition() throws Exception {
    long last = 0;
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      last = append(7, "r" + i, last);
      sequences.add(last);
    }

    Awaiting.get(journal.trim(7, sequences.get(3)));

    assertThat(read(7, 1, 6)).containsExactly("r4", "r5", "r6", "r7", "r8", "r9");
  }

  @Test
  void readingGoesOnIntoWhatIsAppendedLater() throws Exception {
    long first = append(8, "before", 0);
    var records = new Received<String>();
    try (Reading _ = journal.read(8, 1, (_, record) -> records.add(new String(record, UTF_8)))) {
      records.await(1);
      append(8, "after", first);

      assertThat(records.await(2)).containsExactly("before", "after");
    }
  }

  private List<String> read(int partition, long from, int count) throws Exception {
    var records = new Received<String>();
    try (Reading _ =
        journal.read(partition, from, (_, record) -> records.add(new String(record, UTF_8)))) {
      return records.await(count);
    }
  }

  private long append(int partition, String record, long expectedLast) throws Exception {
    return Awaiting.get(journal.append(partition, bytes(record), expectedLast));
  }

  private String tail(int partition) throws Exception {
    return Awaiting.get(journal.tail(partition))
        .map(record -> new String(record.bytes(), UTF_8))
        .orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
