package io.tickwheel.jetstream;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.tickwheel.wire.Streams;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What exists on the NATS side: the streams and the number of partitions. Whoever starts first
/// makes it; everybody later takes it as it is.
public final class Topology {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long RESTORE_AGAIN_MILLIS = 1_000;

  private static final int WRONG_LAST_SEQUENCE = 10071;
  private static final int EXISTS_DIFFERENTLY = 10058;

  private final int partitions;
  private final int replicas;

  private Topology(int partitions, int replicas) {
    this.partitions = partitions;
    this.replicas = replicas;
  }

  /// Makes what is missing. `wantedPartitions` counts only the very first time; `replicas` is
  /// raised where it is lower, never lowered. Waits up to 30 s for a connection; throws
  /// [TopologyException] with the reason when NATS is not there or refuses.
  public static Topology provision(NatsLink link, int wantedPartitions, int replicas) {
    try {
      if (!link.awaitConnected(PATIENCE)) {
        throw new TopologyException("NATS was not reachable for " + PATIENCE.toSeconds() + " s");
      }
      Connection connection = link.control();
      JetStreamManagement streams = connection.jetStreamManagement();
      int held = Integer.MAX_VALUE;
      for (Streams.Stream stream : Streams.ALL) {
        held = Math.min(held, provision(streams, stream, replicas));
      }
      link.controlLine().onBack(() -> restore(link, replicas));
      return new Topology(partitions(connection, wantedPartitions, replicas), held);
    } catch (IOException | JetStreamApiException e) {
      throw new TopologyException("NATS refused what Tickwheel needs: " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new TopologyException("NATS went away in between: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopologyException("interrupted while waiting for NATS", e);
    }
  }

  /// What exists already, for those who work in a cluster and do not shape it. Throws
  /// [TopologyException] when it is not there yet.
  public static Topology find(NatsLink link) {
    try {
      KeyValueEntry stored =
          link.control().keyValue(Streams.SETTINGS_BUCKET).get(Streams.PARTITIONS_KEY);
      if (stored == null || stored.getValueAsString() == null) {
        throw new TopologyException("no scheduler has set up this NATS yet");
      }
      JetStreamManagement streams = link.control().jetStreamManagement();
      int held = streams.getStreamInfo(Streams.COMMANDS.name()).getConfiguration().getReplicas();
      return new Topology(Integer.parseInt(stored.getValueAsString()), held);
    } catch (IOException | JetStreamApiException e) {
      throw new TopologyException("no scheduler has set up this NATS yet: " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new TopologyException("NATS went away in between: " + e.getMessage(), e);
    }
  }

  public int partitions() {
    return partitions;
  }

  /// How safe acknowledged work is, in one line for people.
  public String durability() {
    return "%s; fsync as configured on the server".formatted(copies());
  }

  /// The same, with what the server's monitoring endpoint (such as `http://localhost:8222`) says
  /// about its disk.
  public String durability(URI monitoring) {
    return "%s; %s".formatted(copies(), SyncInterval.read(monitoring));
  }

  private String copies() {
    return replicas == 1 ? "one copy (R1)" : "%1$d copies (R%1$d)".formatted(replicas);
  }

  private static int provision(JetStreamManagement streams, Streams.Stream stream, int replicas)
      throws IOException, JetStreamApiException {
    StreamConfiguration wanted = configuration(stream, replicas);
    try {
      return streams.addStream(wanted).getConfiguration().getReplicas();
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != EXISTS_DIFFERENTLY) {
        throw e;
      }
      StreamConfiguration found = streams.getStreamInfo(stream.name()).getConfiguration();
      int most = Math.max(replicas, found.getReplicas());
      return streams
          .updateStream(StreamConfiguration.builder(wanted).replicas(most).build())
          .getConfiguration()
          .getReplicas();
    }
  }

  /// A single server forgets streams in memory, not only their content, when it is restarted.
  private static void restore(NatsLink link, int replicas) {
    Thread.ofVirtual().name("nats-restore").start(() -> restoreNow(link, replicas));
  }

  private static void restoreNow(NatsLink link, int replicas) {
    try {
      JetStreamManagement streams = link.control().jetStreamManagement();
      for (Streams.Stream stream : Streams.ALL) {
        if (stream.storage() == Streams.Storage.MEMORY) {
          var _ = provision(streams, stream, replicas);
        }
      }
    } catch (IOException | JetStreamApiException | IllegalStateException e) {
      Log.debug("streams in memory are not back yet: %s", Failures.sentence(e));
      link.later(RESTORE_AGAIN_MILLIS, () -> restore(link, replicas));
    }
  }

  static StreamConfiguration configuration(Streams.Stream stream, int replicas) {
    boolean ages = !stream.maxAge().isZero();
    return StreamConfiguration.builder()
        .name(stream.name())
        .subjects(stream.subjects())
        .storageType(
            stream.storage() == Streams.Storage.FILE ? StorageType.File : StorageType.Memory)
        .replicas(replicas)
        .maxAge(stream.maxAge())
        .maxBytes(stream.bytesMax())
        .maxMessages(stream.messagesMax())
        .maxMessagesPerSubject(stream.lastPerSubject() ? 1 : -1)
        .discardPolicy(ages || stream.lastPerSubject() ? DiscardPolicy.Old : DiscardPolicy.New)
        .duplicateWindow(stream.repeats())
        .allowDirect(true)
        .denyDelete(false)
        .denyPurge(false)
        .build();
  }

  private static int partitions(Connection connection, int wanted, int replicas)
      throws IOException, JetStreamApiException {
    KeyValueManagement buckets = connection.keyValueManagement();
    if (!buckets.getBucketNames().contains(Streams.SETTINGS_BUCKET)) {
      var _ = buckets.create(bucket(replicas));
    }
    KeyValue settings = connection.keyValue(Streams.SETTINGS_BUCKET);
    try {
      var _ = settings.create(Streams.PARTITIONS_KEY, bytes(wanted));
      return wanted;
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() != WRONG_LAST_SEQUENCE) {
        throw e;
      }
      KeyValueEntry stored = settings.get(Streams.PARTITIONS_KEY);
      if (stored == null || stored.getValueAsString() == null) {
        throw new TopologyException("the number of partitions is not readable yet; try again", e);
      }
      return Integer.parseInt(stored.getValueAsString());
    }
  }

  private static KeyValueConfiguration bucket(int replicas) {
    return KeyValueConfiguration.builder()
        .name(Streams.SETTINGS_BUCKET)
        .description("Tickwheel: settings of the cluster")
        .storageType(StorageType.File)
        .replicas(replicas)
        .build();
  }

  private static byte[] bytes(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
  }
}
