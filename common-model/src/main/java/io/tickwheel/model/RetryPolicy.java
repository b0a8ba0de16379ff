package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

import java.util.List;
import java.util.Set;

/// When a failed attempt is tried again. The delay after the n-th charged failure (n from 1) is
///
/// - exponential: base · factor^n
/// - linear: base · n
/// - fixed: base
/// - list: the n-th of `delaysMillis`, or its last
///
/// and at most `capMillis`, plus jitter.
public record RetryPolicy(
    int maxAttempts,
    Strategy strategy,
    long baseMillis,
    double factor,
    long capMillis,
    Jitter jitter,
    long jitterMillis,
    List<Long> delaysMillis,
    List<Integer> fatalExitCodes) {
  public static final int ATTEMPTS_MAX = 1000;
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          4,
          Strategy.EXPONENTIAL,
          5_000,
          2.0,
          3_600_000,
          Jitter.ADDITIVE,
          500,
          List.of(),
          List.of());

  public RetryPolicy {
    require(
        maxAttempts >= 1 && maxAttempts <= ATTEMPTS_MAX, "max_attempts 1..1000: %s", maxAttempts);
    require(baseMillis >= 0, "base is not negative: %s", baseMillis);
    require(factor >= 1.0 && factor <= 100.0, "factor 1..100: %s", factor);
    require(capMillis >= 0, "cap is not negative: %s", capMillis);
    require(jitterMillis >= 0, "jitter is not negative: %s", jitterMillis);
    require(strategy != Strategy.LIST || !delaysMillis.isEmpty(), "strategy list needs delays");
    require(delaysMillis.stream().allMatch(d -> d >= 0), "delays are not negative");
    delaysMillis = List.copyOf(delaysMillis);
    fatalExitCodes = List.copyOf(fatalExitCodes);
  }

  public enum Strategy {
    EXPONENTIAL,
    FIXED,
    LINEAR,
    LIST
  }

  public enum Jitter {
    /// delay + uniform(0..jitterMillis)
    ADDITIVE,
    NONE,
    /// uniform(0..delay)
    FULL,
    /// delay/2 + uniform(0..delay/2)
    EQUAL
  }

  /// What a submission may leave open; whoever accepts it fills it in. The numbers on the wire are
  /// the ordinals plus one.
  public enum Part {
    MAX_ATTEMPTS,
    STRATEGY,
    BASE,
    FACTOR,
    CAP,
    JITTER,
    JITTER_MILLIS,
    DELAYS,
    FATAL_EXIT_CODES;

    public static final Set<Part> ALL = Set.of(values());
  }

  /// This policy with what is `open` of it as in `other`.
  public RetryPolicy filled(Set<Part> open, RetryPolicy other) {
    return new RetryPolicy(
        from(open, Part.MAX_ATTEMPTS, other).maxAttempts,
        from(open, Part.STRATEGY, other).strategy,
        from(open, Part.BASE, other).baseMillis,
        from(open, Part.FACTOR, other).factor,
        from(open, Part.CAP, other).capMillis,
        from(open, Part.JITTER, other).jitter,
        from(open, Part.JITTER_MILLIS, other).jitterMillis,
        from(open, Part.DELAYS, other).delaysMillis,
        from(open, Part.FATAL_EXIT_CODES, other).fatalExitCodes);
  }

  private RetryPolicy from(Set<Part> open, Part part, RetryPolicy other) {
    return open.contains(part) ? other : this;
  }

  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(
        attempts,
        strategy,
        baseMillis,
        factor,
        capMillis,
        jitter,
        jitterMillis,
        delaysMillis,
        fatalExitCodes);
  }
}
