package io.tickwheel.core.sim;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Between hosts and the broker: delays, lost requests, lost answers, and requests that arrive
/// after their sender gave up on them.
final class Network {
  static final long TIMEOUT_MILLIS = 2_000;

  private final Agenda agenda;
  private boolean faulty = true;

  Network(Agenda agenda) {
    this.agenda = agenda;
  }

  void heal() {
    faulty = false;
  }

  /// A request and its answer; `timedOut` when no answer came in time.
  <T> void call(Host from, Supplier<T> atBroker, Consumer<T> answered, Runnable timedOut) {
    boolean[] settled = {false};
    from.in(
        TIMEOUT_MILLIS,
        () -> {
          if (!settled[0]) {
            settled[0] = true;
            timedOut.run();
          }
        });
    if (from.isIsolated() || lost()) {
      return;
    }
    agenda.in(
        delay(),
        () -> {
          T answer = atBroker.get();
          if (from.isIsolated() || lost()) {
            return;
          }
          from.in(
              delay(),
              () -> {
                if (!settled[0]) {
                  settled[0] = true;
                  answered.accept(answer);
                }
              });
        });
  }

  /// A message without answer.
  void send(Host from, Host to, Runnable arrived) {
    if (!from.isIsolated() && !to.isIsolated() && !lost()) {
      to.in(delay() + delay(), arrived);
    }
  }

  long delay() {
    if (faulty && agenda.chance(0.002)) {
      return agenda.between(500, 2 * TIMEOUT_MILLIS);
    }
    return agenda.chance(0.05) ? agenda.between(2, 40) : agenda.between(0, 1);
  }

  private boolean lost() {
    return faulty && agenda.chance(0.005);
  }
}
