package io.tickwheel.core.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.ready.ReadyQueue;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a hash map, after every step of a seeded walk.
final class ShelfTest {
  private static final int STEPS = 20_000;
  private static final TaskSpec SPEC = TaskSpec.of("t", new Target.Handler(), Payload.EMPTY);
  private static final PackedSpec PACKED = PackedSpec.pack(SPEC);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsWhatAMapHolds(long seed) {
    var random = new SplittableRandom(seed);
    var lane = new ReadyQueue(1).join(SPEC);
    Shelf shelf = new Shelf();
    Map<TaskId, TaskEntry> oracle = new HashMap<>();
    List<TaskId> ids = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      ids.add(TaskId.create(1_700_000_000_000L + i / 50, 0, random.nextLong()));
    }
    for (int step = 0; step < STEPS; step++) {
      TaskId id = ids.get(random.nextInt(ids.size()));
      TaskEntry known = oracle.get(id);
      if (known == null) {
        TaskEntry entry = new TaskEntry(id, 0, 0, PACKED, SPEC, lane);
        shelf.put(entry);
        oracle.put(id, entry);
      } else {
        shelf.remove(known);
        oracle.remove(id);
      }
      TaskId asked = ids.get(random.nextInt(ids.size()));
      assertThat(shelf.get(asked)).as("seed %s step %s", seed, step).isSameAs(oracle.get(asked));
      assertThat(shelf.size()).isEqualTo(oracle.size());
    }
    List<TaskEntry> all = new ArrayList<>();
    shelf.forEach(all::add);
    assertThat(all).containsExactlyInAnyOrderElementsOf(oracle.values());
  }
}
