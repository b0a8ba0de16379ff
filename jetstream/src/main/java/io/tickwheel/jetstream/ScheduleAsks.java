package io.tickwheel.jetstream;

import io.nats.client.Message;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.ScheduleCodec;
import io.tickwheel.wire.Subjects;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Questions to a partition's owner for its schedules.
public final class ScheduleAsks {
  /// How long a partition may be without owner before a question fails.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration ONE_TRY = Duration.ofSeconds(1);
  private static final long AGAIN_MILLIS = 250;

  private final NatsLink link;
  private final Line line;

  public ScheduleAsks(NatsLink link) {
    this.link = link;
    line = link.controlLine();
  }

  /// As the owner has them. Fails with [NoAnswerException] when the partition has no owner for five
  /// seconds.
  public CompletableFuture<List<ScheduleView>> ask(int partition, ScheduleQuery query) {
    var answer = new CompletableFuture<List<ScheduleView>>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ask(Subjects.schedules(partition), ScheduleCodec.encode(query), deadline, answer);
    return answer;
  }

  private void ask(
      String subject, byte[] query, long deadline, CompletableFuture<List<ScheduleView>> answer) {
    var _ =
        line.request(subject, null, query, ONE_TRY)
            .whenComplete(
                (message, failure) -> {
                  if (message != null) {
                    complete(answer, message);
                  } else if (System.nanoTime() < deadline) {
                    link.later(AGAIN_MILLIS, () -> ask(subject, query, deadline, answer));
                  } else {
                    answer.completeExceptionally(Failures.unchecked(failure));
                  }
                });
  }

  private static void complete(CompletableFuture<List<ScheduleView>> answer, Message message) {
    try {
      answer.complete(ScheduleCodec.decodeAnswer(message.getData()));
    } catch (BadWireException e) {
      answer.completeExceptionally(e);
    }
  }

  /// The owner's side: `handler` gets each question of the partition, and answers when it can, from
  /// whatever thread.
  public Reading serve(int partition, Handler handler) {
    return line.listenLightly(Subjects.schedules(partition), message -> serve(message, handler));
  }

  @FunctionalInterface
  public interface Handler {
    void accept(ScheduleQuery query, Consumer<List<ScheduleView>> answer);
  }

  private void serve(Message message, Handler handler) {
    String replyTo = message.getReplyTo();
    if (replyTo == null) {
      return;
    }
    try {
      handler.accept(
          ScheduleCodec.decodeQuery(message.getData()),
          found -> line.publish(replyTo, ScheduleCodec.encodeAnswer(found)));
    } catch (BadWireException e) {
      Log.warn("a question on %s set aside: %s", message.getSubject(), Failures.sentence(e));
    }
  }
}
