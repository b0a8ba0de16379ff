package io.tickwheel.alert.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.alert.channel.Channel;
import io.tickwheel.settings.BadSettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertSettingsTest {
  private static Settings read(Map<String, String> values) {
    return read(values, Set.of());
  }

  private static Settings read(Map<String, String> values, Set<String> environment) {
    return AlertSettings.read(
        name -> Optional.ofNullable(values.get(name)), values.keySet(), environment, 0);
  }

  @Test
  void everythingHasADefault() {
    Settings settings = read(Map.of("tickwheel.scheduler.x", "1", "PATH", "x"));

    assertThat(settings.natsUrl()).isEqualTo("nats://127.0.0.1:4222");
    assertThat(settings.checkInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.channels()).isEmpty();
  }

  @Test
  void channelsCanBeConfigured() {
    Settings settings =
        read(
            Map.of(
                "tickwheel.alert.webhook-url", "http://h/x",
                "tickwheel.alert.email-to", "a@b.c, d@e.f",
                "tickwheel.alert.smtp-host", "mail",
                "tickwheel.alert.nats-subject", "ops.alerts",
                "ALERT_CHECK_INTERVAL", "1m30s"));

    assertThat(settings.channels())
        .extracting(Channel::id)
        .containsExactly("config-webhook", "config-email", "config-nats");
    assertThat(settings.checkInterval()).isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @CsvSource({
    "ALERT_CHECK_INTERVAL,          soon,  ALERT_CHECK_INTERVAL has the value 'soon'; accepted is",
    "ALERT_CHECK_INTERVAL,          0s,    accepted is a duration",
    "tickwheel.alert.smtp-port,     70000, accepted is a whole number from 1 to 65535",
    "tickwheel.alert.webhook-url,   ftp:x, accepted is an http or https URL",
    "tickwheel.alert.smtp-starttls, maybe, '[off, optional, required]'",
    "tickwheel.alert.email-to,      a@b.c, tickwheel.alert.smtp-host is missing",
    "tickwheel.alert.smtp-user,     u,     tickwheel.alert.smtp-password is missing",
    "tickwheel.alert.smtphost,      h,     tickwheel.alert.smtphost (value 'h') is not known",
    "tickwheel.allert.x,            1,     tickwheel.allert.x (value '1') is not known",
  })
  void mistakesStopTheStart(String name, String value, String sentence) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void theEnvironmentIsCheckedForOurNamesOnly() {
    var typo = Map.of("TICKWHEEL_ALERT_SMTPHOST", "h");
    assertThatThrownBy(() -> read(typo, typo.keySet()))
        .hasMessageContaining("TICKWHEEL_ALERT_SMTPHOST");
    var others = Map.of("TICKWHEEL_SOMETHING", "x", "TICKWHEEL_ALERT_SMTP_HOST", "h");
    assertThat(read(others, others.keySet()).smtp()).isEmpty();
  }

  @Test
  void whatServicesShareHasTheNameItHasElsewhere() {
    Settings settings =
        read(
            Map.of(
                "tickwheel.nats.url", "nats://n:1",
                "tickwheel.alert.data-dir", "/data",
                "tickwheel.partitions", "4"));
    assertThat(settings.natsUrl()).isEqualTo("nats://n:1");
    assertThat(settings.dataFolder()).isEqualTo(Path.of("/data"));
  }

  @Test
  void secretsAreNotShown() {
    assertThatThrownBy(() -> read(Map.of("tickwheel.alert.webhook-secret", "whsec_hunter2!")))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageNotContaining("hunter2");
  }
}
