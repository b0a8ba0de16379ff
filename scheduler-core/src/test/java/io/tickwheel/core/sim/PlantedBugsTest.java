package io.tickwheel.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The simulation is worth what it finds: each bug that is planted from outside must break a
/// promise.
final class PlantedBugsTest {
  private static final int SEEDS_MAX = 2_000;

  @ParameterizedTest
  @EnumSource(PlantedBug.class)
  void isCaught(PlantedBug bug) {
    assertThat(firstSeedThatCatches(bug)).as("seed that catches %s", bug).isPositive();
  }

  private static long firstSeedThatCatches(PlantedBug bug) {
    for (long seed = 1; seed <= SEEDS_MAX; seed++) {
      try {
        Simulation.run(seed, bug);
      } catch (AssertionError caught) {
        System.out.printf("%s: %s%n", bug, caught.getMessage());
        return seed;
      }
    }
    return -1;
  }
}
