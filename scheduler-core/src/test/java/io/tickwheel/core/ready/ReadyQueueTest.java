package io.tickwheel.core.ready;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against an oracle that sorts everything by the rule, after every step of a seeded walk.
final class ReadyQueueTest {
  private static final long AGEING = 100;
  private static final int STEPS = 4_000;

  private static final class Item extends Waiting {
    private final int level;
    private final long since;
    private final Lane lane;

    Item(int level, long since, Lane lane) {
      this.level = level;
      this.since = since;
      this.lane = lane;
    }

    @Override
    public int level() {
      return level;
    }

    @Override
    public long waitingSinceMillis() {
      return since;
    }

    long effectiveLevel(long now) {
      return Math.max(1, level - (now - since) / AGEING);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theFirstIsTheOneThatTheRuleNames(long seed) {
    var random = new SplittableRandom(seed);
    var queue = new ReadyQueue(AGEING);
    List<TaskSpec> types = List.of(spec("a"), spec("b"), spec("c"), spec("d"), spec("e"));
    List<Item> oracle = new ArrayList<>();
    long now = 1_000;
    for (int step = 0; step < STEPS; step++) {
      now += random.nextInt(3);
      if (oracle.isEmpty() || random.nextInt(100) < 52) {
        Item item =
            new Item(
                1 + random.nextInt(5), now, queue.join(types.get(random.nextInt(types.size()))));
        queue.add(item, item.lane);
        oracle.add(item);
      } else {
        Item item = oracle.remove(random.nextInt(oracle.size()));
        queue.remove(item);
        queue.leave(item.lane);
      }
      String blocked = types.get(random.nextInt(types.size())).lane();
      assertFirst(queue, oracle, now, blocked, seed);
    }
  }

  @Test
  void anEmptyLaneIsKeptWhileATaskBelongsToIt() {
    var queue = new ReadyQueue(AGEING);
    Lane lane = queue.join(spec("a"));
    Item item = new Item(3, 0, lane);
    queue.add(item, lane);
    queue.remove(item);
    assertThat(queue.join(spec("a"))).isSameAs(lane);
    queue.leave(lane);
    assertThat(queue.lanes()).isEqualTo(1);
    queue.leave(lane);
    assertThat(queue.lanes()).isZero();
  }

  private static void assertFirst(
      ReadyQueue queue, List<Item> oracle, long now, String blocked, long seed) {
    assertThat(queue.size()).as("seed %s", seed).isEqualTo(oracle.size());
    assertThat(queue.lanes())
        .as("seed %s", seed)
        .isEqualTo(oracle.stream().map(item -> item.lane).distinct().count());
    Item expected =
        oracle.stream()
            .filter(item -> !item.lane.need().equals(blocked))
            .min(
                Comparator.comparingLong((Item item) -> item.effectiveLevel(now))
                    .thenComparingLong(Item::waitingSinceMillis))
            .orElse(null);
    Waiting first = queue.first(now, lane -> !lane.need().equals(blocked));
    if (expected == null) {
      assertThat(first).as("seed %s", seed).isNull();
    } else {
      assertThat(first).as("seed %s", seed).isInstanceOf(Item.class);
      Item found = (Item) java.util.Objects.requireNonNull(first);
      assertThat(found.effectiveLevel(now)).isEqualTo(expected.effectiveLevel(now));
      assertThat(found.waitingSinceMillis()).isEqualTo(expected.waitingSinceMillis());
    }
  }

  private static TaskSpec spec(String type) {
    return TaskSpec.of(type, new Target.Handler(), Payload.EMPTY);
  }
}
