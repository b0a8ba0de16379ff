package io.tickwheel.scheduler.nats;

import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.gateway.Answer;
import io.tickwheel.scheduler.gateway.JsonSubmissions;
import io.tickwheel.scheduler.gateway.PackedSubmissions;
import io.tickwheel.scheduler.gateway.SubmissionMeters;
import io.tickwheel.scheduler.view.AnswerJson;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.SubmitCodec;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Answers submissions that come over NATS.
@Singleton
final class NatsSubmissions {
  private static final Logger LOG = Logger.getLogger(NatsSubmissions.class);

  private final JsonSubmissions json;
  private final PackedSubmissions packed;
  private final SubmissionMeters meters;

  NatsSubmissions(JsonSubmissions json, PackedSubmissions packed, SubmissionMeters meters) {
    this.json = json;
    this.packed = packed;
    this.meters = meters;
  }

  /// One task as JSON; answered like `POST /api/v1/tasks`.
  void json(byte[] request, Optional<String> key, Consumer<byte[]> reply) {
    long start = System.nanoTime();
    var _ =
        json.submit(request, JsonSubmissions.Form.TASK, key)
            .exceptionally(NatsSubmissions::failed)
            .thenAccept(
                answer -> {
                  meters.answered("nats", start, answer);
                  reply.accept(AnswerJson.bytes(answer));
                });
  }

  /// A batch of packed tasks, answered as a whole when each has its outcome.
  void batch(byte[] request, Consumer<byte[]> reply) {
    long start = System.nanoTime();
    List<Submission> submissions;
    try {
      submissions = SubmitCodec.decodeSubmissions(request);
    } catch (BadWireException e) {
      LOG.warnf("a batch was refused: %s", e.getMessage());
      reply.accept(
          SubmitCodec.encodeOutcomes(
              List.of(
                  SubmitOutcome.refused(
                      ProblemKind.BAD_REQUEST.slug(), "The batch cannot be read."))));
      return;
    }
    var _ =
        packed
            .submit(submissions)
            .whenComplete(
                (outcomes, failure) -> {
                  if (failure == null) {
                    meters.answered(start, outcomes);
                    reply.accept(SubmitCodec.encodeOutcomes(outcomes));
                  } else {
                    LOG.error("a batch was not answered", failure);
                  }
                });
  }

  private static Answer failed(Throwable failure) {
    LOG.error("a submission was not answered", failure);
    return new Answer.Refused(
        Problem.of(ProblemKind.INTERNAL, "The submission may or may not have been accepted."));
  }
}
