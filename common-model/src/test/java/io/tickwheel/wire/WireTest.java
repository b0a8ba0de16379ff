package io.tickwheel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WireTest {
  static final List<WireForm<?>> FORMS = WireForm.ALL;

  @ParameterizedTest
  @FieldSource("FORMS")
  <T> void whatIsEncodedIsDecodedAgain(WireForm<T> form) {
    for (long seed = 1; seed <= 500; seed++) {
      T example = form.example(seed);
      T decoded = form.decode().apply(form.encode().apply(example));
      assertThat(decoded).describedAs("seed %s", seed).isEqualTo(example);
    }
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  <T> void damagedBytesAreRefusedInOneWay(WireForm<T> form) {
    int refused = 0;
    for (long seed = 1; seed <= 4000; seed++) {
      byte[] bytes = damaged(form.encode().apply(form.example(seed)), new Random(seed));
      try {
        assertThat(form.decode().apply(bytes)).isNotNull();
      } catch (BadWireException e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + " escaped: " + e, e);
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  <T> void decodingKeepsNothingOfTheInput(WireForm<T> form) {
    for (long seed = 1; seed <= 100; seed++) {
      T example = form.example(seed);
      byte[] bytes = form.encode().apply(example);
      T decoded = form.decode().apply(bytes);
      Arrays.fill(bytes, (byte) 0xff);
      assertThat(decoded).describedAs("seed %s", seed).isEqualTo(example);
    }
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void noiseIsRefused(WireForm<?> form) {
    byte[] noise = new byte[200];
    Arrays.fill(noise, (byte) 0xff);
    assertThatThrownBy(() -> form.decode().apply(noise))
        .isInstanceOf(BadWireException.class)
        .hasMessageStartingWith("not a");
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = Arrays.copyOf(bytes, bytes.length + random.nextInt(3));
    switch (random.nextInt(4)) {
      case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
      case 1 -> random.nextBytes(damaged);
      default -> {
        for (int n = 1 + random.nextInt(8); n > 0 && damaged.length > 0; n--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
      }
    }
    return damaged;
  }
}
