package io.tickwheel.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.wire.Streams;
import io.tickwheel.wire.Subjects;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every reader promises: order, no gap, no duplicate, whatever happens to the server.
class ReadingTest {
  private static final int PARTITIONS = 4;

  @AutoClose private NatsServer server;
  @AutoClose private NatsLink link;

  private record Record(long sequence, String text) {}

  @BeforeEach
  void start() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology.provision(link, PARTITIONS, 1);
  }

  @Test
  void neitherGapNorDuplicateAcrossServerKills() throws Exception {
    var live = new Received<Record>();
    var stop = new AtomicBoolean();
    try (Reading _ = read(0, 1, live)) {
      Thread writer = Thread.ofVirtual().start(() -> write(0, stop));
      for (int kill = 1; kill <= 6; kill++) {
        live.await(kill * 300);
        server.kill();
        server.restart();
      }
      int before = live.size();
      live.await(before + 300);
      stop.set(true);
      writer.join();
      String last = "last";
      Awaiting.get(
          new StreamWriter(link.publishingLine())
              .store(Subjects.commands(0), last.getBytes(UTF_8)));

      List<Record> stored = all(0, last);
      List<Record> seen = live.await(stored.size());

      assertThat(seen).isEqualTo(stored);
    }
  }

  @Test
  void neitherGapNorDuplicateWhenTheWireIsCut() throws Exception {
    try (var wire = new FaultProxy(server.port());
        var remote = NatsLink.connect(wire.url(), "remote")) {
      assertThat(remote.awaitConnected(Duration.ofSeconds(10))).isTrue();
      var live = new Received<Record>();
      var stop = new AtomicBoolean();
      try (Reading _ =
          new CommandLog(remote)
              .read(1, 1, (s, record) -> live.add(new Record(s, new String(record, UTF_8))))) {
        Thread writer = Thread.ofVirtual().start(() -> write(1, stop));
        for (int cut = 1; cut <= 20; cut++) {
          live.await(cut * 100);
          wire.muteServer();
          live.await(live.size());
          wire.cut();
        }
        stop.set(true);
        writer.join();
        Awaiting.get(
            new StreamWriter(link.publishingLine())
                .store(Subjects.commands(1), "last".getBytes(UTF_8)));
        List<Record> stored = all(1, "last");

        assertThat(live.await(stored.size())).isEqualTo(stored);
      }
    }
  }

  @Test
  void startsAtThePositionAskedFor() throws Exception {
    List<Long> sequences = write(2, 10);
    var records = new Received<Record>();

    try (Reading _ = read(2, sequences.get(6), records)) {
      assertThat(records.await(4)).extracting(Record::sequence).isEqualTo(sequences.subList(6, 10));
    }
  }

  @Test
  void aSlowHandlerHoldsBackTheServer() throws Exception {
    write(3, 500);
    var calls = new AtomicInteger();
    var blocked = new CountDownLatch(1);
    var records = new Received<Long>();
    long before = link.consuming().getStatistics().getInMsgs();
    try (Reading _ =
        new CommandLog(link)
            .read(
                3,
                1,
                (sequence, _) -> {
                  calls.incrementAndGet();
                  blocked.await();
                  records.add(sequence);
                })) {
      assertThat(Awaiting.until(() -> calls.get() == 1)).isTrue();
      link.consuming().flush(Duration.ofSeconds(5));
      long fetched = link.consuming().getStatistics().getInMsgs() - before;

      assertThat(fetched).isLessThan(50);
      assertThat(calls).hasValue(1);

      blocked.countDown();
      assertThat(records.await(500)).hasSize(500).isSorted();
    }
  }

  @Test
  void aRecordWhoseHandlingFailsComesAgain() throws Exception {
    write(2, 5);
    var failures = new AtomicInteger();
    var records = new Received<Record>();
    try (Reading _ =
        new CommandLog(link)
            .read(
                2,
                1,
                (sequence, record) -> {
                  if (records.size() == 2 && failures.getAndIncrement() == 0) {
                    throw new IllegalStateException("the test's own failure");
                  }
                  records.add(new Record(sequence, new String(record, UTF_8)));
                })) {

      assertThat(records.await(5))
          .extracting(Record::text)
          .containsExactly("0", "1", "2", "3", "4");
    }
  }

  @Test
  void nothingIsHandedOverAfterClosing() throws Exception {
    var records = new Received<Record>();
    Reading reading = read(2, 1, records);
    write(2, 5);
    records.await(5);

    reading.close();
    write(2, 5);
    var others = new Received<Record>();
    try (Reading _ = read(2, 1, others)) {
      others.await(10);
    }

    assertThat(records.size()).isEqualTo(5);
  }

  @Test
  void recordsOfAStreamThatBeganToNumberAgainAreNotPassedOver() throws Exception {
    write(2, 5);
    var records = new Received<Record>();
    try (Reading _ = read(2, 1, records)) {
      records.await(5);
      var streams = link.control().jetStreamManagement();
      assertThat(streams.deleteStream(Streams.COMMANDS.name())).isTrue();
      Topology.provision(link, PARTITIONS, 1);
      write(2, 10);

      assertThat(records.await(15))
          .extracting(Record::sequence)
          .containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }
  }

  @Test
  void theFeedBringsAllPartitionsInStreamOrder() throws Exception {
    var journal = new FencedJournal(link);
    long[] last = new long[PARTITIONS];
    for (int i = 0; i < 40; i++) {
      int partition = i % PARTITIONS;
      last[partition] =
          Awaiting.get(journal.append(partition, ("r" + i).getBytes(UTF_8), last[partition]));
    }
    var seen = new Received<String>();
    var pendings = new Received<Long>();
    long now = System.currentTimeMillis();

    try (JournalFeed _ =
        JournalFeed.open(
            link,
            0,
            (sequence, partition, storedAt, record, pending) -> {
              assertThat(Math.abs(storedAt - now)).isLessThan(60_000);
              pendings.add(pending);
              seen.add(sequence + " " + partition + " " + new String(record, UTF_8));
            })) {
      List<String> all = seen.await(40);

      assertThat(all).hasSize(40);
      for (int i = 0; i < 40; i++) {
        assertThat(all.get(i)).isEqualTo((i + 1) + " " + i % PARTITIONS + " r" + i);
      }
      assertThat(pendings.await(40).getLast()).isZero();
      assertThat(Awaiting.get(JournalFeed.lastSequence(link))).isEqualTo(40);
    }
  }

  private Reading read(int partition, long from, Received<Record> into) {
    return new CommandLog(link)
        .read(partition, from, (s, record) -> into.add(new Record(s, new String(record, UTF_8))));
  }

  private List<Record> all(int partition, String last) throws Exception {
    var records = new Received<Record>();
    var done = new CountDownLatch(1);
    try (Reading _ =
        new CommandLog(link)
            .read(
                partition,
                1,
                (sequence, record) -> {
                  records.add(new Record(sequence, new String(record, UTF_8)));
                  if (new String(record, UTF_8).equals(last)) {
                    done.countDown();
                  }
                })) {
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
    return records.await(1);
  }

  private List<Long> write(int partition, int count) throws Exception {
    var writer = new StreamWriter(link.publishingLine());
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sequences.add(
          Awaiting.get(writer.store(Subjects.commands(partition), ("" + i).getBytes(UTF_8))));
    }
    return sequences;
  }

  /// Writes on and on; what is not acknowledged is written again, so some may be stored twice.
  private void write(int partition, AtomicBoolean stop) {
    var writer = new StreamWriter(link.publishingLine());
    for (int i = 0; !stop.get(); ) {
      try {
        Awaiting.get(writer.store(Subjects.commands(partition), ("" + i).getBytes(UTF_8)));
        i++;
      } catch (Exception e) {
        Thread.onSpinWait();
      }
    }
  }
}
