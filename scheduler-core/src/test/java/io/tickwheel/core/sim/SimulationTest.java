package io.tickwheel.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final int SEEDS = 150;

  @Test
  void everyPromiseHoldsUnderEverySeed() {
    long refusals = 0;
    long dispatches = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Simulation.Report report = Simulation.run(seed);
      refusals += report.refusals();
      dispatches += report.dispatches();
    }
    assertThat(dispatches).as("work that was done at all").isGreaterThan(SEEDS * 50L);
    assertThat(refusals).as("stale owners that were refused").isPositive();
  }

  @Test
  void aSeedReplaysExactly() {
    assertThat(Simulation.run(7)).isEqualTo(Simulation.run(7));
  }
}
