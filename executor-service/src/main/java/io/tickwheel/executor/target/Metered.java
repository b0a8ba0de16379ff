package io.tickwheel.executor.target;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tickwheel.message.Outcome;
import io.tickwheel.worker.Attempt;
import io.tickwheel.worker.AttemptContext;
import io.tickwheel.worker.AttemptRunner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts and times attempts by their kind and outcome: `tickwheel.executor.attempts`.
public final class Metered implements AttemptRunner {
  private static final String THROWN = "failed";

  private final AttemptRunner runner;
  private final String kind;
  private final MeterRegistry registry;
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();

  public Metered(String kind, AttemptRunner runner, MeterRegistry registry) {
    this.runner = runner;
    this.kind = kind;
    this.registry = registry;
  }

  @Override
  public Outcome run(Attempt attempt, AttemptContext context) throws Exception {
    long begin = System.nanoTime();
    String word = THROWN;
    try {
      Outcome outcome = runner.run(attempt, context);
      word = outcome.word();
      return outcome;
    } finally {
      timers
          .computeIfAbsent(word, this::timer)
          .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(String outcome) {
    return Timer.builder("tickwheel.executor.attempts")
        .description("attempts that ran here, and how long")
        .tags("kind", kind, "outcome", outcome)
        .register(registry);
  }
}
