package io.tickwheel.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void percentilesAreNearTheSortedOracle() {
    for (long seed = 1; seed <= 50; seed++) {
      var random = new Random(seed);
      var histogram = new Histogram();
      long[] values = new long[1 + random.nextInt(3_000)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (long) Math.pow(2, random.nextDouble() * 39);
        histogram.add(values[i]);
      }
      Arrays.sort(values);
      for (double rank : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
        long exact = values[(int) Math.ceil(rank * values.length) - 1];
        assertThat(histogram.percentile(rank))
            .as("seed %s rank %s", seed, rank)
            .isBetween(exact, exact + exact / 31);
      }
    }
  }

  @Test
  void extremesAreKept() {
    var histogram = new Histogram();
    assertThat(histogram.percentile(0.5)).isZero();
    histogram.add(-5);
    histogram.add(Long.MAX_VALUE);
    assertThat(histogram.percentile(0.5)).isZero();
    assertThat(histogram.greatest()).isEqualTo(Long.MAX_VALUE);
  }
}
