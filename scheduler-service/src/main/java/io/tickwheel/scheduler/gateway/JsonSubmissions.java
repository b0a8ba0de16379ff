package io.tickwheel.scheduler.gateway;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.problem.Problem;
import io.tickwheel.scheduler.gateway.Gateway.Keyed;
import io.tickwheel.scheduler.gateway.Gateway.Wanted;
import io.tickwheel.scheduler.intake.IdempotencyKey;
import io.tickwheel.scheduler.intake.Intake;
import io.tickwheel.scheduler.intake.RequestHash;
import io.tickwheel.scheduler.intake.TaskIntake;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Submissions as JSON, from wherever they come. Thread-safe; nothing here blocks.
public final class JsonSubmissions {
  private final TaskIntake intake;
  private final Gateway gateway;
  private final RecurringTasks recurring;
  private final InstantSource clock;

  public JsonSubmissions(
      TaskIntake intake, Gateway gateway, RecurringTasks recurring, InstantSource clock) {
    this.intake = intake;
    this.gateway = gateway;
    this.recurring = recurring;
    this.clock = clock;
  }

  /// Which fields a submission must have.
  public enum Form {
    TASK,
    /// Must name its delay.
    DELAYED,
    /// Must name its cron expression.
    CRON
  }

  /// One task of a batch, which stands somewhere in `bytes`. `key` is its own and valid.
  public CompletableFuture<Answer> submit(
      byte[] bytes, int from, int length, Optional<IdempotencyKey> key) {
    long now = clock.millis();
    return switch (intake.read(bytes, from, length, now)) {
      case Intake.Refused(Problem problem) -> completedFuture(new Answer.Refused(problem));
      case Intake.Recurring again -> recurring.submit(bytes, from, length, key, now);
      case Intake.Accepted accepted -> gateway.submit(wanted(accepted, now, key));
    };
  }

  public CompletableFuture<Answer> submit(byte[] body, Form form, Optional<String> key) {
    Optional<IdempotencyKey> name = key.map(IdempotencyKey::new);
    Optional<Problem> badKey = name.flatMap(IdempotencyKey::problem);
    if (badKey.isPresent()) {
      return completedFuture(new Answer.Refused(badKey.get()));
    }
    long now = clock.millis();
    return switch (read(body, form, now)) {
      case Intake.Refused(Problem problem) -> completedFuture(new Answer.Refused(problem));
      case Intake.Recurring again -> recurring.submit(body, 0, body.length, name, now);
      case Intake.Accepted accepted -> gateway.submit(wanted(accepted, now, name));
    };
  }

  private Intake read(byte[] body, Form form, long now) {
    return switch (form) {
      case TASK -> intake.read(body, 0, body.length, now);
      case CRON -> new Intake.Recurring();
      case DELAYED -> intake.readDelayed(body, 0, body.length, now);
    };
  }

  private static Wanted wanted(Intake.Accepted accepted, long now, Optional<IdempotencyKey> key) {
    TaskSpec spec = accepted.spec();
    var keyed = key.map(k -> new Keyed(k, RequestHash.of(spec, accepted.terms())));
    return new Wanted(spec, PackedSpec.pack(spec), accepted.runAtMillis(), now, keyed);
  }
}
