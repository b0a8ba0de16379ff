package io.tickwheel.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotStoreTest {
  @AutoClose private NatsServer server;
  @AutoClose private NatsLink link;
  private SnapshotStore snapshots;

  @BeforeEach
  void start() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology.provision(link, 16, 1);
    snapshots = new SnapshotStore(link);
  }

  @Test
  void theHeadIsFenced() throws Exception {
    assertThat(Awaiting.get(snapshots.readHead(0))).isEmpty();
    long first = Awaiting.get(snapshots.writeHead(0, bytes("mine"), 0));
    long second = Awaiting.get(snapshots.writeHead(0, bytes("the new owner's"), first));

    assertThatThrownBy(() -> Awaiting.get(snapshots.writeHead(0, bytes("mine again"), first)))
        .isInstanceOf(StaleOwnerException.class);

    StoredRecord head = Awaiting.get(snapshots.readHead(0)).orElseThrow();
    assertThat(head.sequence()).isEqualTo(second);
    assertThat(new String(head.bytes(), UTF_8)).isEqualTo("the new owner's");
  }

  @Test
  void aLargeBlobComesBackAsItWas() throws Exception {
    byte[] blob = new byte[7 * 1024 * 1024];
    new Random(1).nextBytes(blob);

    Awaiting.get(snapshots.putBlob(1, "5-1", blob));

    assertThat(Awaiting.get(snapshots.readBlob(1, "5-1")))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(blob));
    assertThat(link.maxPayloadBytes()).isGreaterThan(blob.length);
  }

  @Test
  void aBlobThatIsTooLargeIsNotStored() {
    assertThatThrownBy(() -> Awaiting.get(snapshots.putBlob(1, "5-2", new byte[9 * 1024 * 1024])))
        .isInstanceOf(UnconfirmedAppendException.class);
  }

  @Test
  void purgedBlobsAreGoneAndTheOthersListed() throws Exception {
    for (int i = 0; i < 5; i++) {
      Awaiting.get(snapshots.putBlob(2, "9-" + i, bytes("blob" + i)));
    }
    Awaiting.get(snapshots.writeHead(2, bytes("head"), 0));

    Awaiting.get(snapshots.purge(2, "9-1"));

    assertThat(Awaiting.get(snapshots.list(2)))
        .containsExactlyInAnyOrder("9-0", "9-2", "9-3", "9-4");
    assertThat(Awaiting.get(snapshots.readBlob(2, "9-1"))).isEmpty();
    assertThat(Awaiting.get(snapshots.readBlob(2, "9-2")).map(bytes -> new String(bytes, UTF_8)))
        .isEqualTo(Optional.of("blob2"));
    assertThat(Awaiting.get(snapshots.list(3))).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
