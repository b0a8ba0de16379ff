package io.tickwheel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Priority;
import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
  private final WaitingLine line = new WaitingLine();
  private final SlotGroup group =
      new SlotGroup(
          LaneGroup.of("g", List.of("http"), 1, (attempt, context) -> new Outcome.Refused("")),
          new Lease(1, 0),
          new SlotGroup.Endings() {
            @Override
            public void begun(long deadlineNanos) {}

            @Override
            public void ended(HeldAttempt attempt, Outcome outcome) {}
          },
          0);
  private long ids;

  private HeldAttempt add(Priority priority, long arrivedNanos) {
    var attempt =
        new Attempt(
            new AttemptId(TaskId.create(1, 1, ids++), 1),
            FakeOwner.spec("work").withPriority(priority),
            0,
            0);
    var held = new HeldAttempt(attempt, group, AttemptSink.LOGGER, arrivedNanos);
    line.add(held);
    return held;
  }

  @Test
  void ordersByPriorityThenByArrival() {
    HeldAttempt bulk = add(Priority.BULK, 1);
    HeldAttempt late = add(Priority.HIGH, 3);
    HeldAttempt first = add(Priority.CRITICAL, 4);
    HeldAttempt later = add(Priority.HIGH, 5);
    assertThat(List.of(poll(9), poll(9), poll(9), poll(9)))
        .containsExactly(first, late, later, bulk);
    assertThat(line.poll(9)).isNull();
    assertThat(line.isEmpty()).isTrue();
  }

  @Test
  void waitingLiftsByOneLevelPerInterval() {
    HeldAttempt bulk = add(Priority.BULK, 0);
    HeldAttempt high = add(Priority.HIGH, 3 * WaitingLine.AGEING_NANOS);
    assertThat(poll(3 * WaitingLine.AGEING_NANOS - 1)).isSameAs(high);
    add(Priority.HIGH, 3 * WaitingLine.AGEING_NANOS);
    assertThat(poll(3 * WaitingLine.AGEING_NANOS)).isSameAs(bulk);
  }

  @Test
  void agreesWithASortedList() {
    for (long seed = 1; seed <= 50; seed++) {
      var random = new Random(seed);
      var model = new ArrayList<HeldAttempt>();
      long now = 0;
      for (int step = 0; step < 400; step++) {
        now += random.nextLong(WaitingLine.AGEING_NANOS / 20);
        if (random.nextInt(5) < 3) {
          model.add(add(Priority.ofLevel(1 + random.nextInt(5)), now));
        } else {
          long at = now;
          HeldAttempt expected =
              model.stream()
                  .min(
                      Comparator.<HeldAttempt>comparingLong(
                              one ->
                                  one.priorityLevel()
                                      - (at - one.arrivedNanos()) / WaitingLine.AGEING_NANOS)
                          .thenComparingLong(HeldAttempt::arrivedNanos))
                  .orElse(null);
          assertThat(line.poll(now)).describedAs("seed %s", seed).isSameAs(expected);
          model.remove(expected);
        }
      }
      assertThat(line.clear()).containsExactlyInAnyOrderElementsOf(model);
    }
  }

  private HeldAttempt poll(long nowNanos) {
    return Objects.requireNonNull(line.poll(nowNanos));
  }
}
