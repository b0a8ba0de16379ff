package io.tickwheel.core.retry;

import io.tickwheel.model.RetryPolicy;
import java.util.function.LongSupplier;

/// The delay before the next attempt; the formulas stand in [RetryPolicy]. Pure: randomness is
/// given.
public final class Backoff {
  private Backoff() {}

  /// Milliseconds from now. `failures` counts the charged failures of this life, this one included;
  /// `askedMillis` is the target's own wish (Retry-After) and a lower bound; `random` gives 64
  /// bits.
  public static long delayMillis(
      RetryPolicy policy, int failures, long askedMillis, LongSupplier random) {
    long capped = Math.min(planned(policy, failures), policy.capMillis());
    return Math.max(jittered(policy, capped, random), askedMillis);
  }

  private static long planned(RetryPolicy policy, int failures) {
    return switch (policy.strategy()) {
      case EXPONENTIAL -> (long) (policy.baseMillis() * Math.pow(policy.factor(), failures));
      case LINEAR -> saturatedProduct(policy.baseMillis(), failures);
      case FIXED -> policy.baseMillis();
      case LIST -> {
        int last = policy.delaysMillis().size() - 1;
        yield policy.delaysMillis().get(Math.min(failures - 1, last));
      }
    };
  }

  private static long jittered(RetryPolicy policy, long delay, LongSupplier random) {
    return switch (policy.jitter()) {
      case NONE -> delay;
      case ADDITIVE -> delay + upTo(policy.jitterMillis(), random);
      case FULL -> upTo(delay, random);
      case EQUAL -> delay / 2 + upTo(delay - delay / 2, random);
    };
  }

  private static long saturatedProduct(long base, int times) {
    return base > Long.MAX_VALUE / times ? Long.MAX_VALUE : base * times;
  }

  /// Uniform in 0..bound, inclusive.
  private static long upTo(long bound, LongSupplier random) {
    return bound == Long.MAX_VALUE
        ? random.getAsLong() >>> 1
        : Long.remainderUnsigned(random.getAsLong(), bound + 1);
  }
}
