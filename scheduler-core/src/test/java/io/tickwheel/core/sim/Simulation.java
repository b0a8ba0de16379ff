package io.tickwheel.core.sim;

/// Runs one seed. Everything that happens follows from it.
public final class Simulation {
  private Simulation() {}

  /// What happened under a seed, for those who want to know that something did.
  public record Report(long seed, int tasks, long dispatches, long refusals, long steps) {}

  /// Throws an AssertionError that names the seed when a promise was broken.
  public static Report run(long seed) {
    return run(seed, Sabotage.NONE);
  }

  static Report run(long seed, Sabotage sabotage) {
    World world = new World(seed, sabotage);
    try {
      world.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + " breaks promise " + e.getMessage(), e);
    }
    return new Report(
        seed,
        world.checker.taskCount(),
        world.checker.dispatches(),
        world.checker.refusals(),
        world.agenda.steps());
  }
}
