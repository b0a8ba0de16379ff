package io.tickwheel.alert.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.alert.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsReaderTest {
  private record Given(Map<String, String> values, boolean environment) implements Source {
    @Override
    public Optional<String> value(String name) {
      return Optional.ofNullable(values.get(name));
    }

    @Override
    public List<Name> names() {
      return values.keySet().stream().map(name -> new Name(name, environment)).toList();
    }
  }

  private static Settings read(Map<String, String> values) {
    return SettingsReader.read(new Given(values, false), 0);
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
    "ALERT_CHECK_INTERVAL,          soon,  'ALERT_CHECK_INTERVAL = ''soon'' is not accepted'",
    "ALERT_CHECK_INTERVAL,          0s,    accepted is a duration above 0",
    "tickwheel.alert.smtp-port,     70000, accepted is a number from 1 to 65535",
    "tickwheel.alert.webhook-url,   ftp:x, accepted is an http or https URL",
    "tickwheel.alert.smtp-starttls, maybe, 'off, optional or required'",
    "tickwheel.alert.email-to,      a@b.c, tickwheel.alert.smtp-host is missing",
    "tickwheel.alert.smtp-user,     u,     tickwheel.alert.smtp-password is missing",
    "tickwheel.alert.smtphost,      h,     'tickwheel.alert.smtphost = ''h'' is not known'",
    "tickwheel.allert.x,            1,     'tickwheel.allert.x = ''1'' is not known'",
  })
  void mistakesStopTheStart(String name, String value, String sentence) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void theEnvironmentIsCheckedForOurNamesOnly() {
    assertThatThrownBy(
            () -> SettingsReader.read(new Given(Map.of("TICKWHEEL_ALERT_SMTPHOST", "h"), true), 0))
        .hasMessageContaining("TICKWHEEL_ALERT_SMTPHOST");
    var others = Map.of("TICKWHEEL_SOMETHING", "x", "TICKWHEEL_ALERT_SMTP_HOST", "h");
    assertThat(SettingsReader.read(new Given(others, true), 0).smtp()).isEmpty();
  }

  @Test
  void secretsAreNotShown() {
    assertThatThrownBy(() -> read(Map.of("tickwheel.alert.webhook-secret", "whsec_hunter2!")))
        .isInstanceOf(BadSettingsException.class)
        .hasMessageNotContaining("hunter2");
  }
}
