package io.tickwheel.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells running work that it is to stop, and why. Requested at most once. Thread-safe.
public final class Cancellation {
  private final List<Runnable> listeners = new ArrayList<>(1);
  private volatile Optional<Stop> stop = Optional.empty();

  Cancellation() {}

  public boolean isRequested() {
    return stop.isPresent();
  }

  /// Why, once requested.
  public Optional<Stop> stop() {
    return stop;
  }

  /// Why, for people.
  public Optional<String> reason() {
    return stop.map(Stop::reason);
  }

  /// Calls `listener` once when the stop is requested, at once when it already is. It must be
  /// brief: it runs on the requester's thread.
  public void onRequested(Runnable listener) {
    synchronized (listeners) {
      if (!isRequested()) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  void request(Stop why) {
    List<Runnable> called;
    synchronized (listeners) {
      if (isRequested()) {
        return;
      }
      stop = Optional.of(why);
      called = List.copyOf(listeners);
    }
    for (Runnable listener : called) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        System.getLogger(Cancellation.class.getName())
            .log(System.Logger.Level.WARNING, "a cancellation's listener failed", e);
      }
    }
  }
}
