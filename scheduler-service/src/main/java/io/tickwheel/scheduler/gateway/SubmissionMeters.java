package io.tickwheel.scheduler.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tickwheel.message.SubmitOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/// How many tasks come in on which way, what they are answered, and how long that takes.
/// Thread-safe.
public final class SubmissionMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final ConcurrentMap<Kind, Timer> timers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Counter> refusals = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Counter> batched = new ConcurrentHashMap<>();
  private final Timer batches;

  private record Kind(String via, String outcome) {}

  public SubmissionMeters(MeterRegistry registry, Admission admission) {
    this.registry = registry;
    this.batches =
        Timer.builder("tickwheel.submission.batches")
            .description("Time to answer a batch of packed submissions")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    var _ =
        registry.gauge("tickwheel.admission.unfinished", admission, a -> (double) a.unfinished());
  }

  public void answered(String via, long startNanos, Answer answer) {
    timers
        .computeIfAbsent(new Kind(via, outcome(answer)), this::timer)
        .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    if (answer instanceof Answer.Refused refused) {
      refused(refused.problem().kind().slug());
    }
  }

  public void answered(long startNanos, List<SubmitOutcome> outcomes) {
    batches.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    int accepted = 0;
    for (SubmitOutcome outcome : outcomes) {
      if (outcome.errorType().isPresent()) {
        refused(outcome.errorType().get());
      } else {
        accepted++;
      }
    }
    batched("accepted").increment(accepted);
    batched("refused").increment((double) outcomes.size() - accepted);
  }

  private void refused(String kind) {
    refusals
        .computeIfAbsent(
            kind,
            k ->
                Counter.builder("tickwheel.submissions.refused")
                    .description("Submissions refused, by the problem's kind")
                    .tag("problem", k)
                    .register(registry))
        .increment();
  }

  private Counter batched(String outcome) {
    return batched.computeIfAbsent(
        outcome,
        o ->
            Counter.builder("tickwheel.submissions.batched")
                .description("Tasks submitted in packed batches")
                .tag("outcome", o)
                .register(registry));
  }

  private Timer timer(Kind kind) {
    return Timer.builder("tickwheel.submissions")
        .description("Single submissions, and the time to answer them")
        .tag("via", kind.via)
        .tag("outcome", kind.outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private static String outcome(Answer answer) {
    return switch (answer) {
      case Answer.Created created -> created.same() ? "same" : "created";
      case Answer.Pending pending -> "pending";
      case Answer.Seen seen -> "seen";
      case Answer.Remembered remembered -> "seen";
      case Answer.Standing standing -> "scheduled";
      case Answer.Refused refused -> refused.problem().status() >= 500 ? "unavailable" : "refused";
    };
  }
}
