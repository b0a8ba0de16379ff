package io.tickwheel.core.sim;

/// A simulated process: it can be cut off from the broker, stand still, die, and have a wrong
/// clock. What reaches it while it stands still waits; what was under way when it died never
/// arrives.
final class Host {
  private final Agenda agenda;
  final String name;
  private int generation;
  private long pausedUntil;
  private long isolatedUntil;
  private long clockOffset;
  private boolean alive = true;

  Host(Agenda agenda, String name) {
    this.agenda = agenda;
    this.name = name;
  }

  long clock() {
    return agenda.now() + clockOffset;
  }

  void setClock(long offset) {
    clockOffset = offset;
  }

  long clockOffset() {
    return clockOffset;
  }

  boolean isAlive() {
    return alive;
  }

  void die() {
    alive = false;
    generation++;
    pausedUntil = 0;
  }

  void live() {
    alive = true;
  }

  void pause(long millis) {
    pausedUntil = agenda.now() + millis;
  }

  void isolate(long millis) {
    isolatedUntil = agenda.now() + millis;
  }

  void heal() {
    isolatedUntil = 0;
    pausedUntil = 0;
    clockOffset = 0;
  }

  boolean isIsolated() {
    return agenda.now() < isolatedUntil;
  }

  /// Runs `action` in this life of the process after `millis`, or when it moves again.
  void in(long millis, Runnable action) {
    int born = generation;
    agenda.in(millis, () -> run(born, action));
  }

  void every(long millis, Runnable action) {
    in(
        millis,
        () -> {
          every(millis, action);
          action.run();
        });
  }

  private void run(int born, Runnable action) {
    if (born != generation) {
      return;
    }
    if (agenda.now() < pausedUntil) {
      agenda.at(pausedUntil, () -> run(born, action));
    } else {
      action.run();
    }
  }
}
