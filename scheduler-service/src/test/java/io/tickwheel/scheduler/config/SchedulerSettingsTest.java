package io.tickwheel.scheduler.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.settings.BadSettingsException;
import io.tickwheel.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SchedulerSettingsTest {
  @Test
  void twoSchedulersThatWereGivenNoNameHaveDifferentOnes() {
    String first = read(Map.of()).name();
    String second = read(Map.of()).name();
    String third = read(Map.of()).name();

    assertThat(first).contains(":8081-");
    assertThat(first.equals(second) && second.equals(third)).isFalse();
  }

  @Test
  void aGivenNameIsKept() {
    assertThat(read(Map.of("tickwheel.scheduler.name", "blue")).name()).isEqualTo("blue");
  }

  @Test
  void noExecutorIsGivenUpBeforeItStopsByItself() {
    assertThatThrownBy(() -> read(Map.of("tickwheel.scheduler.executor-lease", "4999ms")))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining("5s");
    assertThat(read(Map.of()).owner().executorLease()).isEqualTo(Duration.ofSeconds(5));
  }

  private static SchedulerSettings read(Map<String, String> set) {
    var reader = new SettingsReader(name -> Optional.ofNullable(set.get(name)));
    SchedulerSettings settings = SchedulerSettings.read(reader, "127.0.0.1", 8081);
    reader.done();
    return settings;
  }
}
