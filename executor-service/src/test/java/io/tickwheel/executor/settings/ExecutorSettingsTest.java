package io.tickwheel.executor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.settings.BadSettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExecutorSettingsTest {
  @Test
  void withoutSettingsTheDefaultsHold() {
    Settings settings = read(Map.of());
    assertThat(settings.natsUrl()).isEqualTo("nats://127.0.0.1:4222");
    assertThat(settings.slots().process())
        .isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    assertThat(settings.slots().http()).isEqualTo(256);
    assertThat(settings.slots().handler()).isEqualTo(128);
    assertThat(settings.limits().maxCpuPercent()).isEqualTo(80);
    assertThat(settings.limits().maxMemoryBytes()).isEqualTo(1L << 30);
    assertThat(settings.logs().maxBytes()).isEqualTo(100L << 20);
    assertThat(settings.logs().maxAge()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.cancelGrace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.http().loopback()).isFalse();
  }

  @Test
  void everySettingIsRead() {
    Settings settings =
        read(
            Map.ofEntries(
                Map.entry("NATS_URL", "nats://n:1"),
                Map.entry("LOG_DIR", "/var/log/t"),
                Map.entry("MAX_CPU", "50"),
                Map.entry("MAX_MEMORY", "512MiB"),
                Map.entry("MAX_LOG_SIZE", "2m"),
                Map.entry("MAX_LOG_AGE", "1h30m"),
                Map.entry("tickwheel.instance", "blue"),
                Map.entry("tickwheel.data-dir", "/data"),
                Map.entry("tickwheel.executor.labels", "zone=eu, disk=ssd"),
                Map.entry("tickwheel.executor.process-slots", "3"),
                Map.entry("tickwheel.executor.http-slots", "4"),
                Map.entry("tickwheel.executor.handler-slots", "5"),
                Map.entry("tickwheel.executor.output-size", "8KiB"),
                Map.entry("tickwheel.executor.cancel-grace", "3s"),
                Map.entry("tickwheel.executor.drain-timeout", "25s"),
                Map.entry("tickwheel.executor.http.allow", "a.internal:80,10.0.0.0/8"),
                Map.entry("tickwheel.executor.http.allow-loopback", "true"),
                Map.entry("tickwheel.executor.http.secret", "whsec_YWJj")));
    assertThat(settings.natsUrl()).isEqualTo("nats://n:1");
    assertThat(settings.name()).isEqualTo("blue");
    assertThat(settings.labels()).isEqualTo(Map.of("zone", "eu", "disk", "ssd"));
    assertThat(settings.dataFolder()).isEqualTo(Path.of("/data"));
    assertThat(settings.slots()).isEqualTo(new Settings.Slots(3, 4, 5));
    assertThat(settings.limits().maxCpuPercent()).isEqualTo(50);
    assertThat(settings.limits().maxMemoryBytes()).isEqualTo(512L << 20);
    assertThat(settings.logs())
        .isEqualTo(new Settings.Logs(Path.of("/var/log/t"), 2L << 20, Duration.ofMinutes(90)));
    assertThat(settings.outputBytes()).isEqualTo(8 * 1024);
    assertThat(settings.cancelGrace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.http().loopback()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_CPU,0",
    "MAX_CPU,101",
    "MAX_CPU,half",
    "MAX_MEMORY,-1",
    "MAX_MEMORY,0",
    "MAX_MEMORY,1ZiB",
    "MAX_MEMORY,999999999999999t",
    "MAX_LOG_SIZE,big",
    "MAX_LOG_AGE,0s",
    "MAX_LOG_AGE,a week",
    "tickwheel.executor.process-slots,0",
    "tickwheel.executor.http-slots,10001",
    "tickwheel.executor.handler-slots,1.5",
    "tickwheel.executor.output-size,1MiB",
    "tickwheel.executor.labels,zone",
    "tickwheel.executor.http.allow,everything",
    "tickwheel.executor.http.allow-loopback,yes",
    "tickwheel.executor.drain-timeout,never"
  })
  void aBadValueStopsTheStartWithNameValueAndWhatIsAccepted(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value)
        .hasMessageContaining("accepted");
  }

  @Test
  void anUnknownNameStopsTheStart() {
    assertThatThrownBy(() -> read(Map.of("tickwheel.executor.slots", "5")))
        .hasMessageContaining("tickwheel.executor.slots")
        .hasMessageContaining("TICKWHEEL_EXECUTOR_HTTP_SLOTS");
    assertThatThrownBy(() -> read(Map.of("tickwheel.exekutor.http-slots", "5")))
        .hasMessageContaining("tickwheel.exekutor.http-slots");
    assertThat(read(Map.of("tickwheel.scheduler.anything", "5")).slots().http()).isEqualTo(256);
  }

  @Test
  void whatServicesShareHasTheNameItHasElsewhere() {
    Settings settings =
        read(
            Map.of(
                "tickwheel.nats.url", "nats://n:1",
                "tickwheel.executor.name", "green",
                "tickwheel.executor.data-dir", "/data",
                "tickwheel.partitions", "4"));
    assertThat(settings.natsUrl()).isEqualTo("nats://n:1");
    assertThat(settings.name()).isEqualTo("green");
    assertThat(settings.dataFolder()).isEqualTo(Path.of("/data"));
  }

  @Test
  void aSecretIsNeverRepeated() {
    assertThatThrownBy(() -> read(Map.of("tickwheel.executor.http.secret", "whsec_*hidden*")))
        .hasMessageContaining("tickwheel.executor.http.secret")
        .hasMessageNotContaining("hidden");
  }

  private static Settings read(Map<String, String> values) {
    return ExecutorSettings.read(
        name -> Optional.ofNullable(values.get(name)), values.keySet(), Set.of());
  }
}
