package io.tickwheel.monitor.feed;

import io.nats.client.JetStreamApiException;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamState;
import io.tickwheel.jetstream.JournalFeed;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.jetstream.TopologyException;
import io.tickwheel.wire.Streams;
import java.io.IOException;

/// The journal in JetStream. Whoever starts first makes the streams; that may be the monitor.
public final class StreamedJournal implements JournalSource {
  private final NatsLink link;
  private final int partitions;
  private final int replicas;

  public StreamedJournal(NatsLink link, int partitions, int replicas) {
    this.link = link;
    this.partitions = partitions;
    this.replicas = replicas;
  }

  /// Waits for a connection, up to half a minute.
  @Override
  public Extent extent() throws IOException {
    try {
      var _ = Topology.provision(link, partitions, replicas);
      StreamInfo info = link.control().jetStreamManagement().getStreamInfo(Streams.JOURNAL.name());
      return new Extent(
          info.getCreateTime().toInstant().toString(),
          info.getStreamState().getFirstSequence(),
          info.getStreamState().getLastSequence());
    } catch (JetStreamApiException | TopologyException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public long lastSequence() throws IOException {
    if (!link.isConnected()) {
      throw new IOException("NATS is away");
    }
    try {
      StreamState state =
          link.control()
              .jetStreamManagement()
              .getStreamInfo(Streams.JOURNAL.name())
              .getStreamState();
      return state.getMsgCount() == 0 ? 0 : state.getLastSequence();
    } catch (JetStreamApiException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Reading read(long fromSequence, JournalFeed.Handler handler) {
    return JournalFeed.open(link, fromSequence, handler)::close;
  }
}
