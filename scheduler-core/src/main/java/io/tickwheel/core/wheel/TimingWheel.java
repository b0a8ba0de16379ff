package io.tickwheel.core.wheel;

/// Says which of many timers are due: a hierarchical timing wheel with ticks of one millisecond.
///
/// Scheduling and cancelling take constant time; advancing takes time for the timers that are moved
/// or fired, and none for the empty ticks between them. A timer fires at or after its deadline,
/// never before, and by the first `advance` to its deadline or later whose `limit` it fits in.
/// Timers of one tick fire in no particular order, which is nevertheless the same in every run.
///
/// Not thread-safe: one thread owns the wheel. Times are milliseconds from any origin at or before
/// the start, so that none is negative but deadlines long past.
///
/// ## How it works
///
/// Write times as numbers of base 4096. Level 0 has one slot for each value of the last digit (a
/// millisecond each), level 1 one for each value of the digit before (4.096 s each), then 4.7
/// hours, 2.2 years, 8,925 years; the sixth level reaches the end of `long`. A timer waits at the
/// level of the *first digit in which its deadline differs from now*, in the slot of that digit. So
/// slots never wrap around: all that waits at a level is later than all that waits below it, and
/// later digits mean later timers. The earliest timers are in the first occupied slot of the lowest
/// occupied level, found through a bitmap with three steps.
///
/// Advancing goes to the start of that slot. At level 0 its timers are due and fire; at a higher
/// level they now share one more digit with `now` and are placed again, further down: they
/// *cascade*, at most five times in a life.
///
/// An example in base 10, to keep it short, at now = 17, with deadlines 18, 42, 45 and 230:
///
/// ```
///   level 0 (1 each):    [8: 18]            differs from 17 in the last digit
///   level 1 (10 each):   [4: 42 45]         differs from 017 in the middle digit
///   level 2 (100 each):  [2: 230]           differs from 017 in the first digit
/// ```
///
/// 1. `nextDeadline()` is 18; `advance(18)` fires it.
/// 2. `nextDeadline()` is now 40, when slot 4 of level 1 begins. `advance(40)` places 42 and 45
///    into slots 2 and 5 of level 0, and fires nothing.
/// 3. `nextDeadline()` is 42. `advance(45)` fires 42, then 45.
/// 4. `nextDeadline()` is 200. `advance(1000)` goes to 200 and places 230 at level 1, goes to 230
///    and fires it at once.
///
/// Cancelling only marks the timer. Its entry is dropped when its slot cascades or fires, or when
/// memory is asked for while much is taken by such entries: each `schedule` then sweeps a block of
/// them. After Varghese and Lauck, *Hashed and Hierarchical Timing Wheels* (SOSP 1987), scheme 7,
/// but with blocks of entries ([SlotStacks]) in place of linked lists, because walking a list
/// through a million timers waits for memory at each one, and so does taking one out of it. A timer
/// costs 16 bytes and a bit, up to three quarters as much again for cancelled ones, and each
/// occupied slot at most 1 KiB that isn't filled.
public final class TimingWheel {
  /// What no timer has as its index.
  public static final int NO_TIMER = -1;

  /// How many entries one advance may look at for each timer it may fire: as many as there are
  /// levels, so that cascading keeps pace with firing.
  private static final int LOOKS_PER_EXPIRY = Slots.LEVELS;

  /// So many withdrawn timers that sweeping them isn't worth the while.
  private static final int WITHDRAWN_MIN = 64;

  private final Slots slots = new Slots();
  private final Timers timers = new Timers();
  private final SlotStacks stacks = new SlotStacks(timers);
  private long now;
  // How many entries the running advance may still look at.
  private long looks;
  private int sweepCursor;
  // The slot above level 0 that began at `now`; until it is empty, time stands still.
  private int cascading = Slots.NONE;

  /// An empty wheel whose time is `startMillis`, zero or later.
  public TimingWheel(long startMillis) {
    if (startMillis < 0) {
      throw new IllegalArgumentException("the wheel's time starts at 0 or later: " + startMillis);
    }
    now = startMillis;
  }

  /// Returns the new timer's index, which is its own until it fires or is cancelled, and then may
  /// be given again. A deadline that has passed is due at once, for the next `advance`.
  public int schedule(long deadlineMillis, int handle) {
    if (hasTooManyWithdrawn()) {
      sweep();
    }
    int timer = timers.issue();
    place(timer, handle, deadlineMillis);
    return timer;
  }

  /// Makes sure that a pending timer will not fire; throws [IllegalArgumentException] if the timer
  /// isn't pending.
  public void cancel(int timer) {
    timers.withdraw(timer);
  }

  /// Fires timers due at `nowMillis` or before, earliest first, until none is left or `limit` have
  /// fired, or several times as many have cascaded; returns how many fired. When [#nextDeadline] is
  /// still not after `nowMillis`, there is more to do, and the next call goes on.
  ///
  /// The callback may schedule and cancel timers; what it schedules as already due may fire in the
  /// same call. A timer that fires is no longer pending when its callback begins. What the callback
  /// throws passes through, and leaves the wheel as if that timer had fired.
  ///
  /// A `nowMillis` before that of an earlier call fires nothing.
  public int advance(long nowMillis, int limit, Expiry expiry) {
    int fired = 0;
    looks = (long) limit * LOOKS_PER_EXPIRY;
    while (fired < limit && looks > 0) {
      int slot = next();
      if (slot == Slots.NONE || Slots.start(slot, now) > nowMillis) {
        now = Math.max(now, nowMillis);
        break;
      }
      now = Slots.start(slot, now);
      cascading = Slots.isTick(slot) ? Slots.NONE : slot;
      if (slot == stacks.sweptSlot()) {
        sweep();
      } else if (Slots.isTick(slot)) {
        fired += fire(slot, limit - fired, expiry);
      } else {
        cascade(slot);
      }
    }
    return fired;
  }

  /// The earliest time at which [#advance] has something to do: to fire a timer, or to cascade
  /// some. No timer is due before it, and only finitely many such times come before the first
  /// deadline; `Long.MAX_VALUE` if no timer is pending.
  public long nextDeadline() {
    int slot = timers.pendingCount() == 0 ? Slots.NONE : next();
    return slot == Slots.NONE ? Long.MAX_VALUE : Slots.start(slot, now);
  }

  /// How many timers are pending.
  public int size() {
    return timers.pendingCount();
  }

  /// The time that the wheel has come to: all timers due before it have fired.
  public long nowMillis() {
    return now;
  }

  /// Is told which timers fire.
  @FunctionalInterface
  public interface Expiry {
    /// Called once for each timer, with what it was scheduled with.
    void expired(int handle, long deadlineMillis);
  }

  private int next() {
    if (cascading != Slots.NONE && stacks.isEmpty(cascading)) {
      cascading = Slots.NONE;
    }
    return cascading == Slots.NONE ? slots.first() : cascading;
  }

  private int fire(int slot, int limit, Expiry expiry) {
    long tick = now;
    int fired = 0;
    do {
      looks--;
      int place = stacks.top(slot);
      int timer = stacks.timer(place);
      int handle = stacks.handle(place);
      long deadline = stacks.deadline(place);
      pop(slot);
      if (timers.isPending(timer)) {
        timers.finish(timer);
        fired++;
        expiry.expired(handle, deadline);
      } else {
        timers.release(timer);
      }
    } while (fired < limit && canGoOn(slot) && now == tick);
    return fired;
  }

  private void cascade(int slot) {
    do {
      looks--;
      int place = stacks.top(slot);
      int timer = stacks.timer(place);
      int handle = stacks.handle(place);
      long deadline = stacks.deadline(place);
      stacks.pop(slot);
      if (timers.isPending(timer)) {
        place(timer, handle, deadline);
      } else {
        timers.release(timer);
      }
      looks--;
    } while (canGoOn(slot));
    vacateIfEmpty(slot);
  }

  private boolean canGoOn(int slot) {
    return looks > 0 && !stacks.isEmpty(slot) && slot != stacks.sweptSlot();
  }

  private boolean hasTooManyWithdrawn() {
    int pending = timers.pendingCount();
    return timers.withdrawnCount() > pending - pending / 4 + WITHDRAWN_MIN;
  }

  /// Does a block's worth of dropping what was cancelled.
  private void sweep() {
    if (stacks.sweptSlot() == Slots.NONE) {
      sweepCursor = slots.after(sweepCursor);
      stacks.beginSweep(sweepCursor);
    }
    int slot = stacks.sweptSlot();
    looks -= stacks.sweepBlock();
    vacateIfEmpty(slot);
  }

  private void place(int timer, int handle, long deadline) {
    int slot = Slots.of(Math.max(deadline, now), now);
    stacks.push(slot, deadline, timer, handle);
    slots.occupy(slot);
  }

  private void pop(int slot) {
    stacks.pop(slot);
    vacateIfEmpty(slot);
  }

  private void vacateIfEmpty(int slot) {
    if (stacks.isEmpty(slot)) {
      slots.vacate(slot);
    }
  }
}
