package io.tickwheel.demo;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells what happens, with times, and counts outcomes and broken promises. Thread-safe.
final class Script {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  final AtomicInteger submitted = new AtomicInteger();
  final AtomicInteger succeeded = new AtomicInteger();
  final AtomicInteger dead = new AtomicInteger();
  final AtomicInteger cancelled = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  /// What the large scenes measured.
  record Figures(long lost, long runTwice, long p50Millis, long p99Millis) {}

  synchronized void say(String sentence, Object... values) {
    System.out.println(
        LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + sentence.formatted(values));
  }

  /// A promise: told when it is kept, and counted when it is not.
  void promise(boolean kept, String sentence, Object... values) {
    if (!kept) {
      broken.incrementAndGet();
    }
    say((kept ? "  ok    " : "  BROKEN ") + sentence, values);
  }

  boolean conclude(Figures figures) {
    promise(figures.lost() == 0, "nothing was lost");
    promise(figures.runTwice() == 0, "nothing ran twice");
    System.out.println();
    System.out.printf(
        Locale.ROOT,
        "%9s %9s %5s %9s %5s %9s  %s%n",
        "submitted",
        "succeeded",
        "dead",
        "cancelled",
        "lost",
        "run twice",
        "lateness p50 / p99");
    System.out.printf(
        Locale.ROOT,
        "%9d %9d %5d %9d %5d %9d  %d ms / %d ms%n%n",
        submitted.get(),
        succeeded.get(),
        dead.get(),
        cancelled.get(),
        figures.lost(),
        figures.runTwice(),
        figures.p50Millis(),
        figures.p99Millis());
    System.out.println(
        broken.get() == 0
            ? "Every promise was kept."
            : broken.get() + " promises were broken; they are marked BROKEN above.");
    return broken.get() == 0;
  }
}
