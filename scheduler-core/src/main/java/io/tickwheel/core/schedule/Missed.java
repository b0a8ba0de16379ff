package io.tickwheel.core.schedule;

import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.SkipReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/// What becomes of the occurrences of a time that is over: those after `decidedUntil` and before
/// the grace, which begins `graceMillis` before now.
///
/// For example, with an occurrence each minute, a window of an hour and at most 10 made up for: at
/// 12:00 after two hours of standstill, `FIRE_ALL` skips 10:01 to 10:59 as outside the window and
/// 11:00 to 11:48 as over the maximum, and makes up for 11:49 to 11:58; 11:59 and 12:00 are within
/// the grace of a minute and simply fire.
final class Missed {
  /// Occurrences are counted up to here; what is more is said to be many.
  private static final int COUNT_MAX = 10_000;

  /// Excluded occurrences that are looked past in search of one that runs.
  private static final int LOOK_MAX = 10_000;

  private final Timetable timetable;
  private final CatchUp policy;
  private final List<Step> steps = new ArrayList<>();

  /// One decision, in the order of time.
  sealed interface Step {
    record Fire(long nominalMillis, int missed) implements Step {}

    record Skip(long firstMillis, long lastMillis, int count, SkipReason reason) implements Step {}
  }

  private Missed(Timetable timetable, CatchUp policy) {
    this.timetable = timetable;
    this.policy = policy;
  }

  static List<Step> decide(
      Timetable timetable, CatchUp policy, long decidedUntilMillis, long nowMillis) {
    var missed = new Missed(timetable, policy);
    missed.decide(decidedUntilMillis, nowMillis - policy.graceMillis(), nowMillis);
    return missed.steps;
  }

  /// How many due times there are from `first` to `last`; 0 when there are too many to count.
  static int count(Timetable timetable, long firstMillis, long lastMillis) {
    int count = 0;
    OptionalLong next = timetable.next(firstMillis - 1);
    while (next.isPresent() && next.getAsLong() <= lastMillis) {
      if (++count > COUNT_MAX) {
        return 0;
      }
      next = timetable.next(next.getAsLong());
    }
    return count;
  }

  private void decide(long after, long graceFrom, long now) {
    Deque<Long> made = new ArrayDeque<>();
    long windowFrom = now - policy.windowMillis();
    int most =
        switch (policy.misfire()) {
          case SKIP -> 0;
          case FIRE_ONCE -> Math.min(1, policy.countMax());
          case FIRE_ALL -> policy.countMax();
        };
    long before = graceFrom;
    int included = 0;
    for (int looked = 0; included < most && looked < LOOK_MAX + most; looked++) {
      OptionalLong previous = timetable.previous(before);
      if (previous.isEmpty()
          || previous.getAsLong() <= after
          || previous.getAsLong() < windowFrom) {
        break;
      }
      before = previous.getAsLong();
      made.addFirst(before);
      included += timetable.isExcluded(before) ? 0 : 1;
    }
    int skipped = skipUpTo(after, before, windowFrom);
    fire(made, skipped);
  }

  /// Skips what is after `after` and before `before`: what is left of the window, and what the
  /// policy does not make up for. Returns how many that were.
  private int skipUpTo(long after, long before, long windowFrom) {
    if (policy.misfire() == Misfire.SKIP) {
      return skip(after, before, SkipReason.MISFIRED);
    }
    int old = skip(after, Math.min(before, windowFrom), SkipReason.OUTSIDE_CATCHUP_WINDOW);
    int rest =
        skip(
            Math.max(after, windowFrom - 1),
            before,
            policy.misfire() == Misfire.FIRE_ONCE && policy.countMax() > 0
                ? SkipReason.COALESCED
                : SkipReason.OVER_MAX_CATCHUP);
    return old + rest;
  }

  private int skip(long after, long before, SkipReason reason) {
    OptionalLong first = timetable.next(after);
    OptionalLong last = timetable.previous(before);
    if (first.isEmpty() || last.isEmpty() || first.getAsLong() > last.getAsLong()) {
      return 0;
    }
    int count = count(timetable, first.getAsLong(), last.getAsLong());
    steps.add(new Step.Skip(first.getAsLong(), last.getAsLong(), count, reason));
    return count == 0 ? COUNT_MAX : count;
  }

  private void fire(Deque<Long> made, int skipped) {
    int missed = policy.misfire() == Misfire.FIRE_ONCE ? skipped : 0;
    for (long nominal : made) {
      steps.add(
          timetable.isExcluded(nominal)
              ? new Step.Skip(nominal, nominal, 1, SkipReason.EXCLUDED)
              : new Step.Fire(nominal, missed));
    }
  }
}
