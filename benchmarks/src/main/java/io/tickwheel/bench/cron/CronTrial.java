package io.tickwheel.bench.cron;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// Measures one library: nanoseconds of CPU per call, the median of some rounds after others that
/// only warm up.
public final class CronTrial {
  public static final String METHOD =
      """
      Expressions that all libraries read, in America/New_York; nanoseconds of CPU per call, medians.
      Typical: ten everyday expressions, one due time after the other from 2026 on. Rarest: the
      fifth Sunday of February, asked on 2088-03-01, is 2128-02-29 ("none": not found).""";

  private static final List<String> TYPICAL =
      List.of(
          "0 * * * * ?",
          "0 */5 * * * ?",
          "0 0 * * * ?",
          "0 30 2 * * ?",
          "0 0 9-17 ? * MON-FRI",
          "0 0/15 8,12,18 * * ?",
          "0 0 0 1 * ?",
          "0 0 12 L * ?",
          "0 15 10 ? * 6#3",
          "0 0 0 1 1 ?");

  private static final String RAREST = "0 0 0 ? 2 SUN#5";
  private static final long RAREST_AFTER = Instant.parse("2088-03-01T05:00:00Z").toEpochMilli();
  private static final long RAREST_DUE = Instant.parse("2128-02-29T05:00:00Z").toEpochMilli();
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private static final int WARM_UPS = 4;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = 150_000_000;
  private static final int NEXT_IN_A_ROW = 50;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final CronContestant contestant;
  // What is computed is added up here, so that it cannot be left out.
  private long sum;

  public CronTrial(CronContestant contestant) {
    this.contestant = contestant;
  }

  public double parseNanos() {
    return median(
        TYPICAL.size(),
        () -> {
          for (String text : TYPICAL) {
            sum += contestant.parse(text).hashCode();
          }
        });
  }

  public double nextNanos() {
    List<LongUnaryOperator> parsed = TYPICAL.stream().map(contestant::parse).toList();
    return median(
        TYPICAL.size() * NEXT_IN_A_ROW,
        () -> {
          for (LongUnaryOperator next : parsed) {
            long at = START;
            for (int i = 0; i < NEXT_IN_A_ROW; i++) {
              at = next.applyAsLong(at);
            }
            sum += at;
          }
        });
  }

  /// Not a number when the library does not find it.
  public double rarestNanos() {
    LongUnaryOperator next = contestant.parse(RAREST);
    if (next.applyAsLong(RAREST_AFTER) != RAREST_DUE) {
      return Double.NaN;
    }
    return median(1, () -> sum += next.applyAsLong(RAREST_AFTER));
  }

  private static double median(int calls, Runnable work) {
    double[] rounds = new double[ROUNDS];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      double nanos = nanosPerCall(calls, work);
      if (round >= 0) {
        rounds[round] = nanos;
      }
    }
    Arrays.sort(rounds);
    return rounds[ROUNDS / 2];
  }

  private static double nanosPerCall(int calls, Runnable work) {
    long start = THREADS.getCurrentThreadCpuTime();
    long end = start;
    long done = 0;
    while (end - start < ROUND_NANOS) {
      work.run();
      done += calls;
      end = THREADS.getCurrentThreadCpuTime();
    }
    return (double) (end - start) / done;
  }
}
