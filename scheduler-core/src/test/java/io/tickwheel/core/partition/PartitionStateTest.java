package io.tickwheel.core.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PartitionStateTest {
  private static final long T0 = 1_000_000;
  private static final Incarnation EXECUTOR = new Incarnation(1, 1);

  private final PartitionState state =
      new PartitionState(PartitionLimits.DEFAULT, new Fleet(5_000, Strategy.LEAST_LOAD), T0);

  @Test
  void noLaneOutlivesItsTasks() {
    for (int i = 0; i < 100; i++) {
      TaskId cancelled = submit("cancelled-" + i, 2 * i);
      state.apply(new TaskEvent.Cancelled(cancelled, ""), T0);
      TaskId dead = submit("dead-" + i, 2 * i + 1);
      state.apply(new TaskEvent.Dispatched(dead, 1, EXECUTOR), T0);
      state.apply(new TaskEvent.AttemptLost(dead, 1, EXECUTOR, "", new Next.Dead()), T0);
      assertThat(state.ready.lanes()).as("a dead letter may be retried").isEqualTo(1);
      state.apply(new TaskEvent.Discarded(dead), T0);
    }
    assertThat(state.ready.lanes()).isZero();
  }

  private TaskId submit(String type, int number) {
    TaskId id = TaskId.create(T0, 0, number);
    PackedSpec spec = PackedSpec.pack(TaskSpec.of(type, new Target.Handler(), Payload.EMPTY));
    state.apply(new TaskEvent.Submitted(id, spec, T0, T0, OptionalLong.empty()), T0);
    return id;
  }
}
