package io.tickwheel.jetstream;

import io.nats.client.Message;
import io.tickwheel.message.Query;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.CommandCodec;
import io.tickwheel.wire.Subjects;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Questions to a partition's owner about one task.
public final class Asks {
  /// How long a partition may be without owner before a question fails, and the network's share of
  /// the time an answer takes.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long AGAIN_MILLIS = 250;

  private final NatsLink link;
  private final Line line;

  public Asks(NatsLink link) {
    this.link = link;
    line = link.controlLine();
  }

  /// The task as its owner has it: at once, or, with `wait`, when it is final or `wait` is over.
  /// Empty when the owner does not hold it. Fails with [NoAnswerException] when the partition has
  /// no owner for five seconds.
  public CompletableFuture<Optional<TaskView>> ask(TaskId task, Duration wait) {
    byte[] query = CommandCodec.encode(new Query(task, wait.toMillis()));
    var answer = new CompletableFuture<Optional<TaskView>>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ask(new Question(Subjects.ask(task.partition()), query, wait.plus(PATIENCE), deadline, answer));
    return answer;
  }

  private void ask(Question question) {
    var _ =
        line.request(question.subject, null, question.query, question.patience)
            .whenComplete(
                (message, failure) -> {
                  if (message != null) {
                    question.answered(message);
                  } else if (System.nanoTime() < question.deadlineNanos) {
                    link.later(AGAIN_MILLIS, () -> ask(question));
                  } else {
                    question.answer.completeExceptionally(Failures.unchecked(failure));
                  }
                });
  }

  /// The owner's side: `handler` gets each question of the partition, and answers when it can, from
  /// whatever thread.
  public Reading serve(int partition, Handler handler) {
    return line.listenLightly(Subjects.ask(partition), message -> serve(message, handler));
  }

  @FunctionalInterface
  public interface Handler {
    void accept(Query query, Consumer<Optional<TaskView>> answer);
  }

  private void serve(Message message, Handler handler) {
    String replyTo = message.getReplyTo();
    if (replyTo == null) {
      return;
    }
    try {
      handler.accept(
          CommandCodec.decodeQuery(message.getData()),
          found -> line.publish(replyTo, CommandCodec.encodeAnswer(found)));
    } catch (BadWireException e) {
      Log.warn("a question on %s set aside: %s", message.getSubject(), Failures.sentence(e));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Question(
      String subject,
      byte[] query,
      Duration patience,
      long deadlineNanos,
      CompletableFuture<Optional<TaskView>> answer) {

    void answered(Message message) {
      try {
        answer.complete(CommandCodec.decodeAnswer(message.getData()));
      } catch (BadWireException e) {
        answer.completeExceptionally(e);
      }
    }
  }
}
