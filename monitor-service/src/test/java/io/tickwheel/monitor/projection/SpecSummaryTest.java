package io.tickwheel.monitor.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.packed.PackedSpec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpecSummaryTest {
  @Test
  void saysWhatTheUnpackedSpecificationSays() {
    var plain =
        TaskSpec.of("send_é", new Target.Process(List.of("ls"), Map.of()), Payload.of("{}"));
    var spec =
        new TaskSpec(
            plain.type(),
            plain.target(),
            plain.payload(),
            "mail",
            Priority.HIGH,
            plain.retry(),
            1000,
            0,
            plain.delivery(),
            Map.of("customer", "42", "zone", "eu=west,x"),
            Map.of("zone", "other"));
    SpecSummary summary = SpecSummary.read(PackedSpec.pack(spec).bytes());
    assertThat(summary.type()).isEqualTo("send_é");
    assertThat(summary.queue()).isEqualTo("mail");
    assertThat(summary.priority()).isEqualTo(2);
    assertThat(summary.target()).isEqualTo(TargetKind.PROCESS);
    assertThat(SpecSummary.labelsOf(summary.labels())).isEqualTo(spec.labels());
    assertThat(summary.labels())
        .contains(SpecSummary.needle("customer", "42"))
        .contains(SpecSummary.needleOfPrefix("zone", "eu"))
        .doesNotContain(SpecSummary.needle("customer", "4"));
  }

  @Test
  void damagedBytesAreRefusedAndNothingWorse() {
    byte[] good = PackedSpec.pack(TaskSpec.of("a", new Target.Handler(), Payload.of("{}"))).bytes();
    var random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        SpecSummary.read(bad);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> SpecSummary.read(new byte[0]));
  }

  @Test
  void fingerprintsDifferInWordsNotInNumbers() {
    long one = of("order 17 at 0x3f: timeout");
    assertThat(one)
        .isEqualTo(of("order 9 at 0xab12: timeout"))
        .isNotEqualTo(of("order 9: refused"));
    assertThat(Fingerprint.of("other", failure("order 17 at 0x3f: timeout"))).isNotEqualTo(one);
  }

  private static long of(String message) {
    return Fingerprint.of("charge", failure(message));
  }

  private static Failure failure(String message) {
    return Failure.retryable(FailureKind.EXCEPTION, message);
  }
}
