package io.tickwheel.wire;

import static io.tickwheel.model.Require.require;
import static io.tickwheel.wire.ModelCodec.bytes;
import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.spec;

import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.RetryPolicy.Part;
import io.tickwheel.model.TaskId;
import io.tickwheel.wire.proto.SubmitAnswer;
import io.tickwheel.wire.proto.SubmitBatch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The SDK's way in (`run.proto`): many submissions in one request, their outcomes in the same
/// order in the answer.
///
/// Decoding throws [BadWireException], and nothing else, on bytes that are not such a message. A
/// submission's specification is not read here: one bad task does not spoil its batch.
public final class SubmitCodec {
  private static final Part[] PARTS = Part.values();

  private SubmitCodec() {}

  public static byte[] encodeSubmissions(List<Submission> submissions) {
    var proto = SubmitBatch.newBuilder();
    for (Submission submission : submissions) {
      proto.addSubmissions(submission(submission));
    }
    return proto.build().toByteArray();
  }

  public static List<Submission> decodeSubmissions(byte[] bytes) {
    return Decoding.decode(
        "batch of submissions",
        bytes,
        SubmitBatch.parser(),
        proto -> List.copyOf(Decoding.each(proto.getSubmissionsList(), SubmitCodec::submission)));
  }

  public static byte[] encodeOutcomes(List<SubmitOutcome> outcomes) {
    var proto = SubmitAnswer.newBuilder();
    for (SubmitOutcome outcome : outcomes) {
      proto.addReplies(outcome(outcome));
    }
    return proto.build().toByteArray();
  }

  public static List<SubmitOutcome> decodeOutcomes(byte[] bytes) {
    return Decoding.decode(
        "answer to submissions",
        bytes,
        SubmitAnswer.parser(),
        proto -> List.copyOf(Decoding.each(proto.getRepliesList(), SubmitCodec::outcome)));
  }

  private static io.tickwheel.wire.proto.Submission submission(Submission submission) {
    var proto =
        io.tickwheel.wire.proto.Submission.newBuilder()
            .setSpec(bytes(submission.spec()))
            .setRunAtMillis(submission.runAtMillis())
            .setIdempotencyKey(submission.idempotencyKey().orElse(""))
            .setDelayMillis(submission.delayMillis());
    for (Part part : PARTS) {
      if (submission.openRetry().contains(part)) {
        proto.addOpenRetryValue(part.ordinal() + 1);
      }
    }
    return proto.build();
  }

  private static Submission submission(io.tickwheel.wire.proto.Submission proto) {
    return new Submission(
        spec(proto.getSpec()),
        Set.copyOf(Decoding.each(proto.getOpenRetryValueList(), SubmitCodec::part)),
        proto.getRunAtMillis(),
        proto.getDelayMillis(),
        text(proto.getIdempotencyKey()));
  }

  private static Part part(int number) {
    require(number >= 1 && number <= PARTS.length, "unknown part of a retry policy %s", number);
    return PARTS[number - 1];
  }

  private static SubmitAnswer.Reply outcome(SubmitOutcome outcome) {
    var proto =
        SubmitAnswer.Reply.newBuilder()
            .setRunAtMillis(outcome.runAtMillis())
            .setSame(outcome.same())
            .setErrorType(outcome.errorType().orElse(""))
            .setErrorDetail(outcome.errorDetail().orElse(""));
    outcome.task().ifPresent(task -> proto.setTask(id(task)));
    return proto.build();
  }

  private static SubmitOutcome outcome(SubmitAnswer.Reply proto) {
    return new SubmitOutcome(
        proto.hasTask()
            ? Optional.of(new TaskId(proto.getTask().getHigh(), proto.getTask().getLow()))
            : Optional.empty(),
        proto.getRunAtMillis(),
        proto.getSame(),
        text(proto.getErrorType()),
        text(proto.getErrorDetail()));
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
