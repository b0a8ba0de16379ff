package io.tickwheel.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.message.SchedulerBeat.Totals;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MembershipTest {
  private static final int PARTITIONS = 256;

  @Test
  void everyPartitionIsWantedByExactlyOne() {
    List<String> names = List.of("a", "b", "c");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int p = partition;
      assertThat(names.stream().filter(name -> seenBy(name, names).isMine(p))).hasSize(1);
    }
  }

  @Test
  void sharesAreFairAndADeathMovesOnlyWhatTheDeadHad() {
    List<String> three = List.of("a", "b", "c");
    List<String> two = List.of("a", "b");
    long ofA = IntStream.range(0, PARTITIONS).filter(p -> seenBy("a", three).isMine(p)).count();
    assertThat(ofA).isBetween(PARTITIONS / 5L, PARTITIONS / 2L);
    assertThat(
            IntStream.range(0, PARTITIONS)
                .filter(p -> seenBy("a", three).isMine(p))
                .allMatch(p -> seenBy("a", two).isMine(p)))
        .isTrue();
  }

  @Test
  void theSilentAreForgottenAndAPauseOfOursIsForgiven() {
    Membership membership = seenBy("a", List.of("a", "b"));
    membership.expire(1_000);
    assertThat(membership.living()).isEqualTo(2);
    membership.forgive(5_000);
    membership.expire(6_000);
    assertThat(membership.living()).isEqualTo(2);
    membership.expire(6_001);
    assertThat(membership.living()).isEqualTo(1);
  }

  @Test
  void whoLeavesIsGoneAtOnceAndWhoHoldsIsKnown() {
    Membership membership = seenBy("a", List.of("a"));
    PartitionCounts held = new PartitionCounts(3, 1, 0, 0, 0, 0, 0, 0, new Totals(0, 0, 0, 0));
    membership.hear(new SchedulerBeat("b", List.of(held), false, 0, "", 0, false), 0);
    assertThat(membership.holder(3)).isEqualTo("b");
    assertThat(membership.holder(4)).isNull();
    membership.hear(new SchedulerBeat("b", List.of(), true, 0, "", 0, false), 1);
    assertThat(membership.living()).isEqualTo(1);
    assertThat(membership.holder(3)).isNull();
  }

  private static Membership seenBy(String me, List<String> names) {
    Membership membership = new Membership(me, 1_000, 0, 0);
    names.forEach(
        name -> membership.hear(new SchedulerBeat(name, List.of(), false, 0, "", 0, false), 0));
    return membership;
  }
}
