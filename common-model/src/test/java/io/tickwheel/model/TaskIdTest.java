package io.tickwheel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {
  private final Random random = new Random(7);

  @Test
  void carriesItsPartitionThroughText() {
    for (int partition = 0; partition < TaskId.PARTITIONS_MAX; partition++) {
      TaskId id = TaskId.create(1_790_000_000_000L, partition, random.nextLong());
      assertThat(id.partition()).isEqualTo(partition);
      assertThat(TaskId.parse(id.toString())).isEqualTo(id);
    }
  }

  @Test
  void aFreshIdIsAVersion7UuidOfItsTime() {
    TaskId id = TaskId.create(0x0199_c2f0_1234L, 11, -1);
    UUID uuid = UUID.fromString(id.toString());
    assertThat(uuid.version()).isEqualTo(7);
    assertThat(uuid.variant()).isEqualTo(2);
    assertThat(id).hasToString("0199c2f0-1234-700b-bfff-ffffffffffff");
  }

  @Test
  void aDerivedIdIsAlwaysTheSameVersion8Uuid() {
    for (int n = 0; n < 1000; n++) {
      long high = random.nextLong();
      long low = random.nextLong();
      TaskId id = TaskId.derive(high, low, 16);
      assertThat(id).isEqualTo(TaskId.derive(high, low, 16));
      assertThat(id.partition()).isBetween(0, 15);
      assertThat(UUID.fromString(id.toString()).version()).isEqualTo(8);
      assertThat(TaskId.parse(id.toString())).isEqualTo(id);
    }
  }

  @Test
  void derivedIdsSpreadOverThePartitions() {
    int[] counts = new int[16];
    for (int n = 0; n < 16_000; n++) {
      counts[TaskId.derive(random.nextLong(), random.nextLong(), 16).partition()]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(800, 1200);
    }
  }

  @Test
  void orderIsCreationTime() {
    var ids = new ArrayList<TaskId>();
    for (long now = 1; now < 1L << 47; now *= 2) {
      ids.add(TaskId.create(now, 0, random.nextLong()));
    }
    assertThat(ids).isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0199c2f0-1234-700b-8123-456789abcde",
        "0199c2f0-1234-700b-8123-456789abcdef0",
        "0199c2f0-1234-400b-8123-456789abcdef",
        "0199c2f0-1234-700b-0123-456789abcdef",
        "0199c2f0+1234-700b-8123-456789abcdef",
        "0199c2f0-1234-700b-8123-456789abcdeg",
        "\u00000199c2f-1234-700b-8123-456789abcdef"
      })
  void whatIsNoIdIsRefusedWithASentence(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TaskId.parse(text))
        .withMessageStartingWith("a task id is a UUID");
  }

  @Test
  void mixSpreadsNeighbours() {
    var slots = new int[64];
    for (int n = 0; n < 6400; n++) {
      slots[(int) (TaskId.create(1_790_000_000_000L + n / 10, n % 16, n).mix() & 63)]++;
    }
    for (int count : slots) {
      assertThat(count).isBetween(50, 160);
    }
  }
}
