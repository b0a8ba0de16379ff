package io.tickwheel.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import io.tickwheel.wire.Streams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopologyTest {
  @AutoClose private NatsServer server;
  @AutoClose private NatsLink link;

  @BeforeEach
  void start() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
  }

  @Test
  void theFirstNumberOfPartitionsStays() throws Exception {
    assertThat(Topology.provision(link, 16, 1).partitions()).isEqualTo(16);
    assertThat(Topology.provision(link, 64, 1).partitions()).isEqualTo(16);

    server.kill();
    server.restart();
    try (var later = NatsLink.connect(server.url(), "later")) {
      assertThat(Topology.provision(later, 32, 1).partitions()).isEqualTo(16);
    }
  }

  @Test
  void manyMayProvisionAtOnce() {
    List<CompletableFuture<Integer>> all =
        IntStream.rangeClosed(1, 8)
            .mapToObj(
                wanted ->
                    CompletableFuture.supplyAsync(
                        () -> Topology.provision(link, wanted, 1).partitions()))
            .toList();

    assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @Test
  void aStreamOfAnEarlierVersionIsBroughtUpToDate() throws Exception {
    assertThat(link.awaitConnected(Duration.ofSeconds(10))).isTrue();
    var streams = link.control().jetStreamManagement();
    streams.addStream(
        StreamConfiguration.builder()
            .name(Streams.JOURNAL.name())
            .subjects(Streams.JOURNAL.subjects())
            .build());

    Topology.provision(link, 16, 1);

    StreamConfiguration now = streams.getStreamInfo(Streams.JOURNAL.name()).getConfiguration();
    assertThat(now.getAllowDirect()).isTrue();
    assertThat(now.getDuplicateWindow()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void dispatchesOfAnEarlierVersionGetTheirLimit() throws Exception {
    assertThat(link.awaitConnected(Duration.ofSeconds(10))).isTrue();
    var streams = link.control().jetStreamManagement();
    streams.addStream(Topology.configuration(Streams.DISPATCH.withBytesMax(Streams.NO_LIMIT), 1));

    Topology.provision(link, 16, 1);

    StreamConfiguration now = streams.getStreamInfo(Streams.DISPATCH.name()).getConfiguration();
    assertThat(now.getMaxBytes()).isEqualTo(Streams.DISPATCH.bytesMax());
    assertThat(now.getDiscardPolicy()).isEqualTo(DiscardPolicy.Old);
  }

  @Test
  void durabilityNamesCopiesAndFsync() {
    Topology topology = Topology.provision(link, 16, 1);

    assertThat(topology.durability()).isEqualTo("one copy (R1); fsync as configured on the server");
    assertThat(topology.durability(server.monitoring()))
        .isEqualTo("one copy (R1); fsync before each acknowledgement");
  }

  @Test
  void moreCopiesThanServersAreRefusedInASentence() {
    assertThatThrownBy(() -> Topology.provision(link, 16, 3))
        .isInstanceOf(TopologyException.class)
        .hasMessageContaining("replicas");
  }

  @Test
  void aServerThatGoesAwayInBetweenIsAReasonToTryAgain() throws Exception {
    Topology.provision(link, 16, 1);
    server.kill();
    assertThatThrownBy(() -> Topology.find(link)).isInstanceOf(TopologyException.class);

    server.restart();
    assertThat(link.awaitConnected(Duration.ofSeconds(10))).isTrue();
    assertThat(Topology.find(link).partitions()).isEqualTo(16);
  }

  @Test
  void aLinkMayBeMadeBeforeThereIsAServer() throws Exception {
    server.kill();
    try (var early = NatsLink.connect(server.url(), "early")) {
      assertThat(early.isConnected()).isFalse();
      assertThat(early.awaitConnected(Duration.ofMillis(50))).isFalse();

      server.restart();

      assertThat(early.awaitConnected(Duration.ofSeconds(10))).isTrue();
      assertThat(early.isConnected()).isTrue();
    }
  }

  @Test
  void aLinkThatNeverConnectedCloses() throws Exception {
    server.kill();
    var early = NatsLink.connect(server.url(), "early");
    early.close();

    assertThatThrownBy(early::control).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theBrokersClockOnThisMachineIsOurs() throws Exception {
    Topology.provision(link, 16, 1);

    BrokerClock.Told told = Awaiting.get(new BrokerClock(link).ask());

    Instant ours = Instant.now().minusNanos(System.nanoTime() - told.steadyNanos());
    assertThat(Duration.between(ours, told.broker()).abs())
        .isLessThanOrEqualTo(told.uncertainty().plusMillis(1));
  }
}
