package io.tickwheel.jetstream;

import io.tickwheel.message.Command;
import io.tickwheel.message.Reply;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.wire.CommandCodec;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Commands with answers: a [CommandLane] and the owners' replies to its frames, brought together.
public final class CommandClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CommandLane lane;
  private final Reading replies;
  private final Runnable unwatch;
  private final Duration patience;

  /// Asks by the frame that carries them.
  private final Awaited<FrameKey, Ask> frames = new Awaited<>();

  /// All asks, oldest first, until they are done.
  private final Queue<Ask> asks = new ConcurrentLinkedQueue<>();

  private record FrameKey(int partition, long number) {}

  public CommandClient(NatsLink link, Incarnation source, int partitions) {
    this(link, source, partitions, PATIENCE);
  }

  /// `patience`: how long an answer may take, to the second.
  public CommandClient(NatsLink link, Incarnation source, int partitions, Duration patience) {
    this.patience = patience;
    String inbox = link.control().createInbox();
    replies =
        Decoded.listen(link.controlLine(), inbox, CommandCodec::decodeReplies, this::answered);
    unwatch = link.everySecond(this::expire);
    lane = new CommandLane(link, source, partitions, inbox);
  }

  /// The owner's durable answer. Fails with [LaneFullException] when nothing was sent, and with
  /// [NoAnswerException] when the command may have been decided all the same.
  public CompletableFuture<Reply> ask(int partition, Command command) {
    Ask ask = new Ask(partition, System.nanoTime() + patience.toNanos());
    if (!lane.trySend(partition, command, ask)) {
      return CompletableFuture.failedFuture(new LaneFullException(partition));
    }
    asks.add(ask);
    return ask.reply;
  }

  /// Sends what waits, for five seconds at most; then fails what is not answered.
  @Override
  public void close() {
    lane.close();
    unwatch.run();
    replies.close();
    asks.forEach(ask -> ask.fail("the client was closed"));
  }

  private void answered(ReplyFrame frame) {
    frames
        .take(new FrameKey(frame.partition(), frame.number()))
        .forEach(ask -> ask.answered(frame.replies()));
  }

  private void expire() {
    long now = System.nanoTime();
    for (Ask oldest = asks.peek(); oldest != null && oldest.isOver(now); oldest = asks.peek()) {
      oldest.fail("the owner did not answer within " + patience);
      asks.remove();
    }
    frames.clear(ask -> ask.reply.isDone());
  }

  private final class Ask implements Sent {
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final int partition;
    private final long deadlineNanos;
    private int index;
    private volatile boolean stored;

    Ask(int partition, long deadlineNanos) {
      this.partition = partition;
      this.deadlineNanos = deadlineNanos;
    }

    @Override
    public void framed(long frameNumber, int indexInFrame) {
      index = indexInFrame;
      frames.add(new FrameKey(partition, frameNumber), this);
    }

    @Override
    public void acknowledged(long commandsSequence, long frameNumber, int indexInFrame) {
      stored = true;
    }

    @Override
    public void abandoned() {
      fail("the client was closed");
    }

    void answered(List<Reply> replies) {
      if (index < replies.size()) {
        reply.complete(replies.get(index));
      }
    }

    boolean isOver(long now) {
      return reply.isDone() || now - deadlineNanos > 0;
    }

    void fail(String why) {
      reply.completeExceptionally(new NoAnswerException("partition " + partition, why, stored));
    }
  }
}
