package io.tickwheel.alert.decide;

import java.time.Duration;
import java.util.Optional;

/// When people are told. The first burst of a kind at once; what follows within the interval is
/// counted and told together at its end; after an interval without any the alert is resolved.
public record Grouping(Duration interval) {

  /// An alert as it is now, and what is to be told of it: `count` incidents.
  public record Step(Alert alert, Optional<Change> change, long count) {
    private static Step quiet(Alert alert) {
      return new Step(alert, Optional.empty(), 0);
    }
  }

  public Step opened(Burst burst, long nowMillis) {
    return new Step(Alert.opened(burst, nowMillis), Optional.of(Change.FIRING), burst.count());
  }

  public Step grown(Alert firing, Burst burst, long nowMillis) {
    return Step.quiet(firing.with(burst, nowMillis));
  }

  /// What time alone brings about.
  public Step checked(Alert firing, long nowMillis) {
    if (firing.unnotified() > 0 && isOver(firing.notifiedAtMillis(), nowMillis)) {
      return new Step(
          firing.notified(nowMillis), Optional.of(Change.REPEATED), firing.unnotified());
    }
    if (firing.unnotified() == 0 && isOver(firing.seenAtMillis(), nowMillis)) {
      return new Step(firing.resolved(nowMillis), Optional.of(Change.RESOLVED), 0);
    }
    return Step.quiet(firing);
  }

  /// A clock that was set back does not keep anybody waiting for longer than the interval.
  private boolean isOver(long sinceMillis, long nowMillis) {
    return nowMillis - sinceMillis >= interval.toMillis()
        || nowMillis < sinceMillis - interval.toMillis();
  }
}
