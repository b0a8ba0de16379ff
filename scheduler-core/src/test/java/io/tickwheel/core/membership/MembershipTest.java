package io.tickwheel.core.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SchedulerBeat.PartitionCounts;
import io.tickwheel.message.SchedulerBeat.Totals;
import io.tickwheel.model.Incarnation;
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
  void ofTwoWithOneNameExactlyOneWantsAPartition() {
    Incarnation first = new Incarnation(1, 1);
    Incarnation second = new Incarnation(2, 2);
    Membership one = new Membership(new Membership.Life("a", first), 1_000, 0, 0);
    Membership other = new Membership(new Membership.Life("a", second), 1_000, 0, 0);
    one.hear(new SchedulerBeat("a", List.of(), false, 0, "", 0, false, second), 0);
    other.hear(new SchedulerBeat("a", List.of(), false, 0, "", 0, false, first), 0);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(one.isMine(partition)).isNotEqualTo(other.isMine(partition));
    }
    assertThat(one.living()).isEqualTo(2);
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
    membership.hear(
        new SchedulerBeat("b", List.of(held), false, 0, "", 0, false, Incarnation.NONE), 0);
    assertThat(membership.holder(3)).isEqualTo("b");
    assertThat(membership.holder(4)).isNull();
    membership.hear(new SchedulerBeat("b", List.of(), true, 0, "", 0, false, Incarnation.NONE), 1);
    assertThat(membership.living()).isEqualTo(1);
    assertThat(membership.holder(3)).isNull();
  }

  private static Membership seenBy(String me, List<String> names) {
    Membership membership = new Membership(new Membership.Life(me, Incarnation.NONE), 1_000, 0, 0);
    names.forEach(
        name ->
            membership.hear(
                new SchedulerBeat(name, List.of(), false, 0, "", 0, false, Incarnation.NONE), 0));
    return membership;
  }
}
