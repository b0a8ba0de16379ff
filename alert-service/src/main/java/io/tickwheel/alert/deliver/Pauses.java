package io.tickwheel.alert.deliver;

import io.tickwheel.alert.decide.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Channels that are left alone for a while because a round of theirs broke off. What they were
/// told could not be stored then, is due at once again, and would be told without end. Each round
/// that breaks off doubles the pause. Not thread-safe.
final class Pauses {
  private static final Backoff GROWTH =
      new Backoff(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofMinutes(10));

  private final Map<String, Pause> pauses = new HashMap<>();

  /// `rounds` is how many broke off one after the other.
  private record Pause(int rounds, long untilMillis) {}

  /// Returns for how long the channel is left alone.
  long brokeOff(String channel, long nowMillis) {
    Pause before = pauses.get(channel);
    int rounds = before == null ? 1 : before.rounds + 1;
    long pause = GROWTH.afterMillis(rounds);
    pauses.put(channel, new Pause(rounds, nowMillis + pause));
    return pause;
  }

  void wentWell(String channel) {
    pauses.remove(channel);
  }

  boolean mayStart(String channel, long nowMillis) {
    Pause pause = pauses.get(channel);
    return pause == null || nowMillis >= pause.untilMillis;
  }

  /// The next time after `nowMillis` at which a pause is over.
  OptionalLong nextEndMillis(long nowMillis) {
    return pauses.values().stream()
        .mapToLong(Pause::untilMillis)
        .filter(until -> until > nowMillis)
        .min();
  }
}
