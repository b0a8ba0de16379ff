package io.tickwheel.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimingWheelTest {
  private static final int ALL = Integer.MAX_VALUE;
  private static final long HOUR = 3_600_000;

  private final List<Long> fired = new ArrayList<>();
  private final TimingWheel.Expiry record = (handle, deadline) -> fired.add(deadline);

  @Test
  void theExampleInTheClassCommentHoldsInBase4096() {
    var wheel = new TimingWheel(at(0, 1, 7));
    for (long deadline : new long[] {at(0, 1, 8), at(0, 4, 2), at(0, 4, 5), at(2, 3, 0)}) {
      wheel.schedule(deadline, 0);
    }

    assertThat(wheel.nextDeadline()).isEqualTo(at(0, 1, 8));
    assertThat(wheel.advance(at(0, 1, 8), ALL, record)).isEqualTo(1);
    assertThat(wheel.nextDeadline()).isEqualTo(at(0, 4, 0));
    assertThat(wheel.advance(at(0, 4, 0), ALL, record)).isZero();
    assertThat(wheel.nextDeadline()).isEqualTo(at(0, 4, 2));
    assertThat(wheel.advance(at(0, 4, 5), ALL, record)).isEqualTo(2);
    assertThat(wheel.nextDeadline()).isEqualTo(at(2, 0, 0));
    assertThat(wheel.advance(at(10, 0, 0), ALL, record)).isEqualTo(1);
    assertThat(wheel.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    assertThat(fired).containsExactly(at(0, 1, 8), at(0, 4, 2), at(0, 4, 5), at(2, 3, 0));
  }

  /// Deadlines around every power of two, seen from starts around every power of two.
  @Test
  void firesInItsOwnTickAtEveryEdgeOfALevel() {
    for (long start : edges()) {
      for (long deadline : edges()) {
        firesAt(start, deadline);
      }
    }
  }

  private void firesAt(long start, long deadline) {
    fired.clear();
    var wheel = new TimingWheel(start);
    wheel.schedule(deadline, 0);
    long due = Math.max(start, deadline);
    assertThat(wheel.nextDeadline()).isBetween(start, due);
    if (due > start) {
      wheel.advance(due - 1, ALL, record);
      assertThat(fired).as("%d from %d, early", deadline, start).isEmpty();
    }
    wheel.advance(due, ALL, record);
    assertThat(fired).as("%d from %d", deadline, start).containsExactly(deadline);
    assertThat(wheel.nowMillis()).isEqualTo(due);
  }

  private static long[] edges() {
    return LongStream.concat(
            LongStream.of(0, Long.MAX_VALUE - 1, Long.MAX_VALUE),
            LongStream.range(0, 63)
                .map(bit -> 1L << bit)
                .flatMap(e -> LongStream.of(e - 1, e, e + 1)))
        .toArray();
  }

  @Test
  void nothingHappensInAnEmptyWheel() {
    var wheel = new TimingWheel(17);
    assertThat(wheel.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    assertThat(wheel.advance(HOUR, ALL, record)).isZero();
    assertThat(wheel.nowMillis()).isEqualTo(HOUR);
    assertThat(wheel.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, HOUR - 1, HOUR})
  void aDeadlineThatHasPassedFiresOnTheNextAdvance(long deadline) {
    var wheel = new TimingWheel(HOUR);
    wheel.schedule(deadline, 0);
    assertThat(wheel.nextDeadline()).isEqualTo(HOUR);
    assertThat(wheel.advance(HOUR, ALL, record)).isEqualTo(1);
    assertThat(fired).containsExactly(deadline);
  }

  @Test
  void theLimitIsKeptAndTheNextCallGoesOn() {
    var wheel = new TimingWheel(0);
    for (int i = 0; i < 10; i++) {
      wheel.schedule(5, i);
      wheel.schedule(6, i);
    }
    assertThat(wheel.advance(6, 7, record)).isEqualTo(7);
    assertThat(wheel.nextDeadline()).isEqualTo(5);
    assertThat(wheel.advance(6, 7, record)).isEqualTo(7);
    assertThat(wheel.nextDeadline()).isEqualTo(6);
    assertThat(wheel.advance(6, 7, record)).isEqualTo(6);
    assertThat(wheel.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    assertThat(fired).isSorted();
  }

  @Test
  void cascadingIsBoundedAndTheNextCallGoesOn() {
    var wheel = new TimingWheel(0);
    for (int i = 0; i < 1000; i++) {
      wheel.schedule(2 * HOUR, i);
    }
    int calls = 0;
    while (fired.isEmpty()) {
      wheel.advance(2 * HOUR, 1, record);
      calls++;
    }
    assertThat(calls).isGreaterThan(1000 / 10);
    while (wheel.size() > 0) {
      assertThat(wheel.nextDeadline()).isLessThanOrEqualTo(2 * HOUR);
      wheel.advance(2 * HOUR, 100, record);
    }
    assertThat(fired).hasSize(1000).containsOnly(2 * HOUR);
  }

  @Test
  void timeStandsStillWhileASlotIsHalfCascaded() {
    var wheel = new TimingWheel(0);
    var timers = new ArrayList<Integer>();
    for (int i = 0; i < 100; i++) {
      timers.add(wheel.schedule(HOUR + i, i));
    }
    wheel.advance(HOUR - 1, 1, record);
    long begun = wheel.nowMillis();
    assertThat(wheel.nextDeadline()).isEqualTo(begun);

    wheel.schedule(begun, -1);
    timers.forEach(wheel::cancel);
    assertThat(wheel.advance(HOUR, ALL, record)).isEqualTo(1);
    assertThat(wheel.nowMillis()).isEqualTo(HOUR);
  }

  @Test
  void aCancelledTimerNeverFires() {
    var wheel = new TimingWheel(0);
    int first = wheel.schedule(10, 1);
    wheel.schedule(10, 2);
    wheel.schedule(10, 3);
    wheel.cancel(first);
    assertThat(wheel.size()).isEqualTo(2);

    var handles = new ArrayList<Integer>();
    wheel.advance(10, ALL, (handle, deadline) -> handles.add(handle));
    assertThat(handles).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void cancellingWhatIsNotPendingThrows() {
    var wheel = new TimingWheel(0);
    int cancelled = wheel.schedule(10, 1);
    wheel.cancel(cancelled);
    assertThatIllegalArgumentException().isThrownBy(() -> wheel.cancel(cancelled));

    int expired = wheel.schedule(10, 1);
    wheel.advance(10, ALL, record);
    assertThatIllegalArgumentException().isThrownBy(() -> wheel.cancel(expired));
    assertThatIllegalArgumentException().isThrownBy(() -> wheel.cancel(TimingWheel.NO_TIMER));
    assertThatIllegalArgumentException().isThrownBy(() -> wheel.cancel(100_000));
  }

  @Test
  void theCallbackMayScheduleIntoTheTickThatFires() {
    var wheel = new TimingWheel(0);
    wheel.schedule(10, 3);
    int count =
        wheel.advance(
            10,
            ALL,
            (handle, deadline) -> {
              record.expired(handle, deadline);
              if (handle > 0) {
                wheel.schedule(10, handle - 1);
              }
            });
    assertThat(count).isEqualTo(4);
    assertThat(fired).containsExactly(10L, 10L, 10L, 10L);
  }

  @Test
  void theCallbackMayCancelWhatWouldFireNext() {
    var wheel = new TimingWheel(0);
    int[] timers = {wheel.schedule(10, 0), wheel.schedule(10, 1)};
    int count = wheel.advance(10, ALL, (handle, deadline) -> wheel.cancel(timers[1 - handle]));
    assertThat(count).isEqualTo(1);
    assertThat(wheel.size()).isZero();
  }

  @Test
  void aTimerIsNotPendingInItsOwnCallback() {
    var wheel = new TimingWheel(0);
    int timer = wheel.schedule(10, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wheel.advance(10, ALL, (handle, deadline) -> wheel.cancel(timer)));
  }

  @Test
  void whatTheCallbackThrowsLeavesTheWheelSound() {
    var wheel = new TimingWheel(0);
    wheel.schedule(10, 0);
    wheel.schedule(11, 0);
    TimingWheel.Expiry broken =
        (handle, deadline) -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> wheel.advance(20, ALL, broken)).hasMessage("broken");
    assertThat(wheel.advance(20, ALL, record)).isEqualTo(1);
    assertThat(fired).containsExactly(11L);
  }

  @Test
  void anEarlierTimeFiresNothing() {
    var wheel = new TimingWheel(0);
    wheel.advance(100, ALL, record);
    wheel.schedule(60, 0);
    assertThat(wheel.advance(50, ALL, record)).isZero();
    assertThat(wheel.nowMillis()).isEqualTo(100);
    assertThat(wheel.advance(100, ALL, record)).isEqualTo(1);
  }

  @Test
  void aStartBeforeZeroIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TimingWheel(-1));
  }

  @Test
  void indexesAreUsedAgain() {
    var wheel = new TimingWheel(0);
    for (int round = 0; round < 1000; round++) {
      int[] timers = new int[100];
      for (int i = 0; i < timers.length; i++) {
        timers[i] = wheel.schedule(HOUR * i, i);
        assertThat(timers[i]).isLessThan(300);
      }
      for (int timer : timers) {
        wheel.cancel(timer);
      }
    }
    assertThat(wheel.size()).isZero();
  }

  private static long at(long hours, long seconds, long millis) {
    return (hours << 12 | seconds) << 12 | millis;
  }
}
