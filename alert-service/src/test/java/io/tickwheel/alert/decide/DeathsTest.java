package io.tickwheel.alert.decide;

import static io.tickwheel.alert.Records.died;
import static io.tickwheel.alert.Records.failed;
import static io.tickwheel.alert.Records.frame;
import static io.tickwheel.alert.Records.lost;
import static io.tickwheel.alert.Records.returned;
import static io.tickwheel.alert.Records.succeeded;
import static io.tickwheel.alert.Records.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.wire.JournalCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DeathsTest {
  private static final Next RETRY = new Next.RetryAt(5);

  @Test
  void findsTheDeadAndTheLostAndNothingElse() {
    var deaths =
        Deaths.in(
            frame(
                died(task(1), "boom"),
                failed(task(2), "boom", RETRY),
                failed(task(3), "boom", new Next.Cancelled()),
                lost(task(4), new Next.Lost()),
                lost(task(5), RETRY),
                returned(task(6), new Next.Dead()),
                succeeded(task(7)),
                new TaskEvent.Discarded(task(8))));

    assertThat(deaths)
        .extracting(Death::task, Death::rule, death -> death.cause().sentence())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(task(1), Rule.TASK_DEAD, "exception: boom"),
            org.assertj.core.groups.Tuple.tuple(
                task(4), Rule.TASK_LOST, "executor lost: executor x is gone"),
            org.assertj.core.groups.Tuple.tuple(
                task(6), Rule.TASK_DEAD, "poison: drained too often"));
  }

  /// Whatever a record holds: skimming never misses what a full reading finds.
  @Test
  void skimmingMissesNoDeath() {
    for (long seed = 0; seed < 500; seed++) {
      JournalRecord record = random(new Random(seed));
      byte[] bytes = JournalCodec.encode(record);
      boolean deaths = !Deaths.in(record).isEmpty();
      assertThat(JournalSkim.mayTellOfDeath(bytes) || !deaths).as("seed %s", seed).isTrue();
    }
  }

  @Test
  void skimmingPassesOverSuccess() {
    byte[] record = JournalCodec.encode(frame(succeeded(task(1)), succeeded(task(2))));

    assertThat(JournalSkim.mayTellOfDeath(record)).isFalse();
    assertThat(JournalSkim.mayTellOfDeath(JournalCodec.encode(new JournalRecord.Claim("a", 1))))
        .isFalse();
    assertThat(JournalSkim.mayTellOfDeath(new byte[] {1, 2, 3})).isTrue();
  }

  private static JournalRecord random(Random random) {
    List<PartitionEvent> events = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Next next = random.nextBoolean() ? RETRY : new Next.Dead();
      events.add(
          switch (random.nextInt(4)) {
            case 0 -> failed(task(i), "m".repeat(random.nextInt(300)), next);
            case 1 -> lost(task(i), next);
            case 2 -> returned(task(i), next);
            default -> succeeded(task(i));
          });
    }
    return frame(events.toArray(TaskEvent[]::new));
  }
}
