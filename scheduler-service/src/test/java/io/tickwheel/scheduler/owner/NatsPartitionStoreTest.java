package io.tickwheel.scheduler.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStreamManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import io.tickwheel.core.owner.PartitionStore;
import io.tickwheel.core.owner.PartitionStore.AppendResult;
import io.tickwheel.jetstream.CommandLog;
import io.tickwheel.jetstream.FencedJournal;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.jetstream.SnapshotStore;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.wire.Streams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One partition's streams at a real NATS.
@SuppressWarnings("NullAway.Init")
class NatsPartitionStoreTest {
  private static final int FULL_BYTES = 4_096;
  private static final Duration PAUSE_LEAST = Duration.ofMillis(90);

  private final UnconfirmedWrites unconfirmed = new UnconfirmedWrites();
  private @AutoClose NatsServer server;
  private @AutoClose NatsLink link;
  private @AutoClose ExecutorService loop;
  private PartitionStore store;

  @BeforeEach
  void open() throws Exception {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology.provision(link, 1, 1);
    loop = Executors.newSingleThreadExecutor();
    store = store(loop);
  }

  @Test
  void aRefusedAppendIsReportedAfterAPauseAndUntilOneIsTaken() throws Exception {
    assertThat(append(0)).isInstanceOf(AppendResult.Appended.class);
    limitJournal(FULL_BYTES);

    long before = System.nanoTime();
    assertThat(append(1)).isInstanceOf(AppendResult.Unconfirmed.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(PAUSE_LEAST);
    assertThat(unconfirmed.isEmpty()).isFalse();

    limitJournal(-1);
    assertThat(append(1)).isInstanceOf(AppendResult.Appended.class);
    assertThat(unconfirmed.isEmpty()).isTrue();
  }

  @Test
  void aPartitionThatIsLetGoTroublesNobody() throws Exception {
    limitJournal(FULL_BYTES);
    append(0);
    store.close();
    assertThat(unconfirmed.isEmpty()).isTrue();
  }

  @Test
  void blobsAreListedByName() throws Exception {
    NatsPartitionStoreTest.<Boolean>ask(then -> store.writeBlob("7-1", new byte[10], then));
    NatsPartitionStoreTest.<Boolean>ask(then -> store.writeBlob("7-2", new byte[10], then));
    assertThat(NatsPartitionStoreTest.<List<String>>ask(store::listBlobs))
        .containsExactlyInAnyOrder("7-1", "7-2");
  }

  private AppendResult append(long expectedLast) throws Exception {
    return ask(then -> store.append(new byte[FULL_BYTES], expectedLast, then));
  }

  private static <T> T ask(Consumer<Consumer<T>> question) throws Exception {
    var answer = new CompletableFuture<T>();
    question.accept(answer::complete);
    return answer.get(20, TimeUnit.SECONDS);
  }

  private void limitJournal(long bytes) throws Exception {
    JetStreamManagement streams = link.control().jetStreamManagement();
    StreamConfiguration now = streams.getStreamInfo(Streams.JOURNAL.name()).getConfiguration();
    streams.updateStream(
        StreamConfiguration.builder(now).maxBytes(bytes).discardPolicy(DiscardPolicy.New).build());
  }

  private NatsPartitionStore store(Executor on) {
    var streams =
        new NatsPartitionStore.Streams(
            new FencedJournal(link), new CommandLog(link), new SnapshotStore(link), unconfirmed);
    return new NatsPartitionStore(0, streams, on, () -> () -> {});
  }
}
