package io.tickwheel.monitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStream;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.tickwheel.monitor.store.Retention;
import io.tickwheel.wire.JournalCodec;
import io.tickwheel.wire.Subjects;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StreamedJournalTest {
  @TempDir Path folder;

  @Test
  void followsAllPartitionsAcrossAServerThatIsKilled() throws Exception {
    try (NatsServer server = NatsServer.start();
        NatsLink link = NatsLink.connect(server.url(), "monitor-test");
        HistoryDatabase database = HistoryDatabase.open(folder)) {
      var _ = Topology.provision(link, 4, 1);
      JetStream stream = link.publishing().jetStream();
      var follower =
          new Follower(
              database,
              new StreamedJournal(link, 4, 1),
              Pulse.NONE,
              BatchLimits.DEFAULT,
              new Retention.Limits(1_000_000_000, 1_000));
      follower.start();
      claim(stream, 0);
      claim(stream, 3);
      await(follower, 2);
      server.kill();
      server.restart();
      assertThat(link.awaitConnected(Duration.ofSeconds(60))).isTrue();
      claim(stream, 1);
      assertThat(follower.catchesUp(Duration.ofSeconds(60))).isTrue();
      assertThat(follower.progress().position()).isEqualTo(3);
      server.kill();
      assertThat(follower.catchesUp(Duration.ofSeconds(60))).as("nobody knows").isFalse();
      follower.close();
      assertThat(new History(database).position().sequence()).isEqualTo(3);
      assertThat(new History(database).position().journal()).isNotEmpty();
    }
  }

  private static void claim(JetStream stream, int partition) throws Exception {
    byte[] claim = JournalCodec.encode(new JournalRecord.Claim("scheduler", 1));
    var _ = stream.publish(Subjects.journal(partition), claim);
  }

  private static void await(Follower follower, long position) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (follower.progress().position() < position) {
      assertThat(System.nanoTime()).as("%s", follower.progress()).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
