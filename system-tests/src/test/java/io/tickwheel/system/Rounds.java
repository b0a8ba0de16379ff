package io.tickwheel.system;

import java.util.SplittableRandom;

/// How often a test repeats itself, and with which chances. `-Dtickwheel.rounds=10` repeats ten
/// times as often, `-Dtickwheel.seed=…` takes the chances of an earlier run.
final class Rounds {
  private static final int FACTOR = Integer.getInteger("tickwheel.rounds", 1);

  private Rounds() {}

  static int of(int usual) {
    return usual * FACTOR;
  }

  /// Chances whose seed is printed.
  static SplittableRandom random(String test) {
    long seed = Long.getLong("tickwheel.seed", System.nanoTime());
    System.out.printf("%s: -Dtickwheel.seed=%d%n", test, seed);
    return new SplittableRandom(seed);
  }
}
