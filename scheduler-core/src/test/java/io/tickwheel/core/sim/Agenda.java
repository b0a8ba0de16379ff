package io.tickwheel.core.sim;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Virtual time: what happens next, in an order that the seed alone decides.
final class Agenda {
  private record Entry(long atMillis, long order, Runnable action) {}

  final SplittableRandom random;
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(
          Comparator.comparingLong(Entry::atMillis).thenComparingLong(Entry::order));
  private long nowMillis;
  private long order;
  private long steps;

  Agenda(long seed, long startMillis) {
    random = new SplittableRandom(seed);
    nowMillis = startMillis;
  }

  long now() {
    return nowMillis;
  }

  long steps() {
    return steps;
  }

  void at(long millis, Runnable action) {
    entries.add(new Entry(Math.max(millis, nowMillis), order++, action));
  }

  void in(long millis, Runnable action) {
    at(nowMillis + millis, action);
  }

  void every(long millis, Runnable action) {
    in(
        millis,
        () -> {
          action.run();
          every(millis, action);
        });
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  long between(long from, long to) {
    return random.nextLong(from, to + 1);
  }

  /// Runs everything up to `untilMillis`.
  void runUntil(long untilMillis) {
    while (!entries.isEmpty() && entries.element().atMillis() <= untilMillis) {
      Entry next = entries.remove();
      nowMillis = next.atMillis();
      steps++;
      next.action().run();
    }
    nowMillis = untilMillis;
  }
}
