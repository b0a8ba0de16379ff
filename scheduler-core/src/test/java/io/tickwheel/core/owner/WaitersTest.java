package io.tickwheel.core.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.owner.Waiters.Waiter;
import io.tickwheel.model.TaskId;
import org.junit.jupiter.api.Test;

final class WaitersTest {
  private static final TaskId FAST = TaskId.create(1, 0, 1);
  private static final TaskId SLOW = TaskId.create(1, 0, 2);

  private final Waiters waiters = new Waiters();

  @Test
  void whoWaitsLongHoldsUpNobodyWhoWaitsShorter() {
    Waiter patient = new Waiter(SLOW, "patient", 60_000);
    Waiter hasty = new Waiter(FAST, "hasty", 1_000);
    waiters.add(patient);
    waiters.add(hasty);

    assertThat(waiters.nextEndMillis()).isEqualTo(1_000);
    assertThat(waiters.over(999)).isEmpty();
    assertThat(waiters.over(1_000)).containsExactly(hasty);
    assertThat(waiters.nextEndMillis()).isEqualTo(60_000);
    assertThat(waiters.finished(FAST)).isEmpty();
    assertThat(waiters.over(60_000)).containsExactly(patient);
  }

  @Test
  void allWhoWaitForATaskAreToldOnceEvenIfEquallyPatient() {
    Waiter one = new Waiter(FAST, "same", 1_000);
    Waiter other = new Waiter(FAST, "same", 1_000);
    waiters.add(one);
    waiters.add(other);
    assertThat(waiters.finished(FAST)).hasSize(2);
    assertThat(waiters.finished(FAST)).isEmpty();
    assertThat(waiters.over(1_000)).isEmpty();
  }

  @Test
  void whoWasAnsweredMakesRoomAtOnce() {
    int most = 0;
    while (waiters.add(new Waiter(FAST, most, 60_000))) {
      most++;
    }
    assertThat(waiters.finished(FAST)).hasSize(most);
    assertThat(waiters.nextEndMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(waiters.add(new Waiter(SLOW, "new", 60_000))).isTrue();
  }
}
