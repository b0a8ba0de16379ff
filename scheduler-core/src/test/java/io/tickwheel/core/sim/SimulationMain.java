package io.tickwheel.core.sim;

/// `./tickwheel sim --seeds N` runs seeds 1..N; `--seed S` replays one.
public final class SimulationMain {
  private static final int SEEDS_DEFAULT = 2_000;

  private SimulationMain() {}

  public static void main(String[] args) {
    if (args.length == 2 && args[0].equals("--seed")) {
      long seed = Long.parseLong(args[1]);
      System.out.println(Simulation.run(seed));
      return;
    }
    int seeds =
        args.length == 2 && args[0].equals("--seeds") ? Integer.parseInt(args[1]) : SEEDS_DEFAULT;
    System.exit(run(seeds) ? 0 : 1);
  }

  private static boolean run(int seeds) {
    long begin = System.nanoTime();
    long tasks = 0;
    long dispatches = 0;
    long refusals = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      try {
        Simulation.Report report = Simulation.run(seed);
        tasks += report.tasks();
        dispatches += report.dispatches();
        refusals += report.refusals();
      } catch (AssertionError e) {
        System.out.println(e.getMessage());
        System.out.println("replay it with: ./tickwheel sim --seed " + seed);
        return false;
      }
    }
    System.out.printf(
        "%d seeds hold in %.1f s: %d tasks, %d dispatches, %d stale owners refused%n",
        seeds, (System.nanoTime() - begin) / 1e9, tasks, dispatches, refusals);
    return true;
  }
}
