package io.tickwheel.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.tickwheel.wire.Streams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Three copies of everything, and the stream's leader killed again and again.
class ClusterTest {
  private static final int KILLS = 3;
  private static final int BETWEEN = 40;

  @Test
  void everyDecisionIsStoredOnceAndReadOnceThoughLeadersDie() throws Exception {
    try (var cluster = NatsCluster.start();
        var link = NatsLink.connect(cluster.url(), "owner")) {
      assertThat(Awaiting.until(() -> provisioned(link))).isTrue();
      var read = new Received<String>();
      var journal = new FencedJournal(link);
      List<String> decided = new ArrayList<>();
      try (Reading _ = journal.read(0, 1, (_, record) -> read.add(new String(record, UTF_8)))) {
        long last = append(journal, "start", 0, decided);
        for (int kill = 0; kill < KILLS; kill++) {
          last = appendMany(journal, kill, last, decided);
          String leader = leader(link);
          cluster.kill(leader);
          last = appendMany(journal, KILLS + kill, last, decided);
          cluster.restart(leader);
        }
        assertThat(read.await(decided.size())).isEqualTo(decided);
      }
    }
  }

  private static long appendMany(FencedJournal journal, int round, long last, List<String> decided)
      throws Exception {
    long newest = last;
    for (int i = 0; i < BETWEEN; i++) {
      newest = append(journal, round + "/" + i, newest, decided);
    }
    return newest;
  }

  /// As an owner does it: what is not confirmed is looked up, and repeated with the same fence.
  private static long append(FencedJournal journal, String text, long last, List<String> decided)
      throws Exception {
    while (true) {
      try {
        long sequence = Awaiting.get(journal.append(0, text.getBytes(UTF_8), last));
        decided.add(text);
        return sequence;
      } catch (UnconfirmedAppendException | StaleOwnerException e) {
        Optional<StoredRecord> tail = tail(journal);
        if (tail.isPresent() && tail.get().sequence() > last) {
          assertThat(new String(tail.get().bytes(), UTF_8)).isEqualTo(text);
          decided.add(text);
          return tail.get().sequence();
        }
      }
    }
  }

  private static Optional<StoredRecord> tail(FencedJournal journal) throws Exception {
    while (true) {
      try {
        return Awaiting.get(journal.tail(0));
      } catch (NoAnswerException | ApiRefusedException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean provisioned(NatsLink link) {
    try {
      return Topology.provision(link, 4, 3).durability().startsWith("3 copies (R3)");
    } catch (TopologyException e) {
      return false;
    }
  }

  private static String leader(NatsLink link) throws Exception {
    List<String> found = new ArrayList<>();
    assertThat(
            Awaiting.until(
                () -> {
                  try {
                    JetStreamManagement streams = link.control().jetStreamManagement();
                    var cluster = streams.getStreamInfo(Streams.JOURNAL.name()).getClusterInfo();
                    return cluster.getLeader() != null && found.add(cluster.getLeader());
                  } catch (IOException | JetStreamApiException e) {
                    return false;
                  }
                }))
        .isTrue();
    return found.getLast();
  }
}
