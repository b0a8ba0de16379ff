package io.tickwheel.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedSpecTest {
  private static final TaskSpec SPEC =
      TaskSpec.of(
          "backup",
          new Target.Process(List.of("/bin/echo", "1"), Map.of("A", "1", "B", "2")),
          Payload.of("{\"n\":1}"));

  @Test
  void unpacksToWhatWasPacked() {
    assertThat(PackedSpec.pack(SPEC).unpack()).isEqualTo(SPEC);
  }

  @Test
  void equalSpecificationsHaveEqualBytes() {
    var backwards = new LinkedHashMap<String, String>();
    backwards.put("B", "2");
    backwards.put("A", "1");
    TaskSpec same =
        TaskSpec.of(
            "backup",
            new Target.Process(List.of("/bin/echo", "1"), backwards),
            Payload.of("{\"n\":1}"));
    assertThat(PackedSpec.pack(same))
        .isEqualTo(PackedSpec.pack(SPEC))
        .hasSameHashCodeAs(PackedSpec.pack(SPEC));
  }

  @Test
  void damageIsAnIllegalArgument() {
    byte[] good = PackedSpec.pack(SPEC).bytes();
    for (int seed = 0; seed < 5000; seed++) {
      var random = new Random(seed);
      byte[] bad = Arrays.copyOf(good, good.length);
      for (int n = random.nextInt(6); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(PackedSpec.of(bad).unpack()).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " escaped: " + e, e);
      }
    }
  }

  @Test
  void emptyBytesAreNoSpecification() {
    assertThatIllegalArgumentException().isThrownBy(() -> PackedSpec.of(new byte[0]).unpack());
  }
}
