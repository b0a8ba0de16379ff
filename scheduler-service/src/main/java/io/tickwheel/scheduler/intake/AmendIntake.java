package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.message.Command;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.TaskId;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads what to change in a task that waits: its due time, priority or payload.
public final class AmendIntake {
  private static final KnownNames KNOWN =
      new KnownNames("run_at", "delay", "delay_seconds", "priority", "payload", "data");

  private final long now;
  private final Set<SpecField> seen = EnumSet.noneOf(SpecField.class);
  private OptionalLong runAt = OptionalLong.empty();
  private Optional<Priority> priority = Optional.empty();
  private Optional<Payload> payload = Optional.empty();

  private AmendIntake(long nowMillis) {
    this.now = nowMillis;
  }

  /// What became of the body of an amendment.
  public sealed interface Result {
    record Accepted(Command.Amend command) implements Result {}

    record Refused(Problem problem) implements Result {}
  }

  public static Result read(TaskId task, byte[] body, long nowMillis) {
    if (body.length > IntakeLimits.BODY_BYTES_MAX) {
      return new Result.Refused(BodyTooLarge.problem(body.length));
    }
    var intake = new AmendIntake(nowMillis);
    Optional<Problem> problem = JsonInput.read(body, 0, body.length, intake::read);
    return problem
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> new Result.Accepted(intake.command(task)));
  }

  private Command.Amend command(TaskId task) {
    return new Command.Amend(task, runAt, priority, payload);
  }

  private void read(JsonInput in) throws IOException, Refusal {
    var values = new Values(in);
    in.object("", name -> field(name, in, values));
    if (seen.isEmpty()) {
      throw Refusal.of(
          ProblemKind.MISSING_FIELD,
          "Nothing is to be changed.",
          "run_at",
          "at least one of run_at, delay, delay_seconds, priority, payload, data");
    }
  }

  private void field(String name, JsonInput in, Values values) throws IOException, Refusal {
    SpecField field = SpecField.named(name).orElse(null);
    if (field == null) {
      throw KNOWN.unknown("", name);
    }
    if (in.token() == JsonToken.VALUE_NULL) {
      throw in.wrongType(name, "a value; leave out what stays as it is");
    }
    SpecField.requireFirst(field, seen);
    seen.add(field);
    switch (field) {
      case RUN_AT -> runAt = OptionalLong.of(values.instant(name));
      case DELAY ->
          runAt = OptionalLong.of(now + values.duration(name, 0, IntakeLimits.DELAY_MAX_MILLIS));
      case DELAY_SECONDS ->
          runAt = OptionalLong.of(now + values.seconds(name, IntakeLimits.DELAY_MAX_MILLIS));
      case PRIORITY -> priority = Optional.of(SpecDraft.priority(in, values));
      case PAYLOAD, DATA ->
          payload = Optional.of(Payload.of(in.raw(name, IntakeLimits.PAYLOAD_BYTES_MAX)));
      case TYPE,
          TARGET,
          CALLBACK_URL,
          QUEUE,
          RETRY,
          TIMEOUT,
          START_DEADLINE,
          DELIVERY,
          LABELS,
          EXECUTOR_SELECTOR ->
          throw Refusal.invalid(
              name,
              "cannot be changed",
              "one of run_at, delay, delay_seconds, priority, payload, data");
    }
  }
}
