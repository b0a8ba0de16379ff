package io.tickwheel.jetstream;

import io.tickwheel.message.ReplyFrame;
import io.tickwheel.wire.CommandCodec;
import io.tickwheel.wire.Streams;
import io.tickwheel.wire.Subjects;
import java.util.concurrent.CompletableFuture;

/// Commands as the owner of a partition reads them. The owner's journal says how far they were
/// consumed, so nothing is acknowledged here. The bytes are those of a command frame; frames that
/// cannot be read are the owner's to set aside.
public final class CommandLog {
  /// Frames fetched ahead of a slow owner: at most 8 MB for a partition, as frames are bounded.
  private static final int READ_CREDIT = 32;

  private final NatsLink link;
  private final StreamApi api;

  public CommandLog(NatsLink link) {
    this.link = link;
    api = new StreamApi(link.controlLine());
  }

  /// Reads the partition's frames from a sequence on, those that come later included.
  public Reading read(int partition, long fromSequence, RecordHandler handler) {
    return new OrderedReader(
        link,
        Streams.COMMANDS,
        Subjects.commands(partition),
        fromSequence,
        READ_CREDIT,
        (message, delivery) -> handler.accept(delivery.streamSequence(), message.getData()));
  }

  /// Answers a frame to its source. Lost when there is no connection: sources have deadlines.
  public void reply(String replyTo, ReplyFrame frame) {
    link.controlLine().publish(replyTo, CommandCodec.encode(frame));
  }

  /// Forgets the partition's frames up to and including `upTo`.
  public CompletableFuture<Void> trim(int partition, long upTo) {
    return api.purge(Streams.COMMANDS, Subjects.commands(partition), upTo + 1).thenAccept(_ -> {});
  }
}
