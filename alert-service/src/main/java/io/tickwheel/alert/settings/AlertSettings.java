package io.tickwheel.alert.settings;

import io.tickwheel.alert.channel.Addresses;
import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Endpoint;
import io.tickwheel.alert.channel.Secret;
import io.tickwheel.alert.channel.Smtp;
import io.tickwheel.alert.decide.Backoff;
import io.tickwheel.alert.deliver.DeliveryPolicy;
import io.tickwheel.settings.SettingsReader;
import io.tickwheel.settings.SharedSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The settings that the alert-service knows, with their defaults and limits.
public final class AlertSettings {
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final int SMTP_PORT = 25;

  private final SettingsReader reader;
  private final long nowMillis;

  private AlertSettings(SettingsReader reader, long nowMillis) {
    this.reader = reader;
    this.nowMillis = nowMillis;
  }

  /// Throws BadSettingsException with a sentence for each that is wrong. `names` are those that are
  /// set anywhere, `environment` those set in the environment.
  public static Settings read(
      Function<String, Optional<String>> values,
      Iterable<String> names,
      Set<String> environment,
      long nowMillis) {
    var reader = new SettingsReader(values);
    Settings settings = new AlertSettings(reader, nowMillis).read();
    reader.refuseUnknown("alert", names, environment);
    reader.done();
    return settings;
  }

  private Settings read() {
    Optional<Smtp> smtp = smtp();
    return new Settings(
        SharedSettings.natsUrl(reader),
        SharedSettings.dataFolder(reader, "alert"),
        duration("ALERT_CHECK_INTERVAL", Duration.ofSeconds(30)),
        duration("tickwheel.alert.group-interval", Duration.ofMinutes(5)),
        duration("tickwheel.alert.retention", Duration.ofDays(30)),
        duration("tickwheel.alert.send-timeout", Duration.ofSeconds(10)),
        delivery(),
        smtp,
        channels(smtp.isPresent()));
  }

  private DeliveryPolicy delivery() {
    return new DeliveryPolicy(
        new Backoff(
            number("tickwheel.alert.delivery-attempts", 15, 1, 1000),
            duration("tickwheel.alert.delivery-retry-delay", Duration.ofSeconds(1)),
            duration("tickwheel.alert.delivery-retry-delay-max", Duration.ofMinutes(10))),
        duration("tickwheel.alert.delivery-age-max", Duration.ofDays(1)));
  }

  private Optional<Smtp> smtp() {
    Optional<String> host = text("tickwheel.alert.smtp-host");
    int port = number("tickwheel.alert.smtp-port", SMTP_PORT, 1, 65_535);
    Optional<String> from =
        value("tickwheel.alert.email-from", "an email address", Addresses::email);
    Optional<String> user = text("tickwheel.alert.smtp-user");
    Optional<String> password = text("tickwheel.alert.smtp-password");
    Smtp.StartTls startTls =
        reader.choice(
            List.of("tickwheel.alert.smtp-starttls"), Smtp.StartTls.OPTIONAL, Smtp.StartTls.class);
    if (user.isPresent() != password.isPresent()) {
      missing(
          user.isPresent() ? "tickwheel.alert.smtp-password" : "tickwheel.alert.smtp-user",
          "a login has both");
    }
    Optional<Smtp.Login> login =
        user.flatMap(u -> password.map(p -> new Smtp.Login(u, new Secret(p))));
    return host.map(h -> new Smtp(h, port, from.orElse("tickwheel@localhost"), login, startTls));
  }

  private List<Channel> channels(boolean mail) {
    List<Channel> channels = new ArrayList<>();
    Optional<Secret> secret =
        value("tickwheel.alert.webhook-secret", Addresses.SECRET_ACCEPTED, Addresses::secret)
            .map(Secret::new);
    value("tickwheel.alert.webhook-url", Addresses.URL_ACCEPTED, Addresses::url)
        .ifPresent(
            url -> channels.add(channel("config-webhook", new Endpoint.Webhook(url, secret))));
    value("tickwheel.alert.email-to", Addresses.EMAILS_ACCEPTED, AlertSettings::emails)
        .ifPresent(to -> channels.add(email(to, mail)));
    value("tickwheel.alert.nats-subject", Addresses.SUBJECT_ACCEPTED, Addresses::subject)
        .ifPresent(to -> channels.add(channel("config-nats", new Endpoint.NatsSubject(to))));
    return channels;
  }

  private Channel email(List<String> to, boolean mail) {
    if (!mail) {
      missing("tickwheel.alert.smtp-host", "emails need a mail server");
    }
    return channel("config-email", new Endpoint.Email(to));
  }

  private Channel channel(String id, Endpoint endpoint) {
    return new Channel(id, endpoint, true, false, Channel.Origin.CONFIG, nowMillis, nowMillis);
  }

  private static Optional<List<String>> emails(String text) {
    return Addresses.emails(Arrays.stream(text.split(",")).map(String::strip).toList());
  }

  private Optional<String> text(String name) {
    return reader.text(List.of(name));
  }

  private <T> Optional<T> value(String name, String accepted, Function<String, Optional<T>> parse) {
    return reader.value(List.of(name), accepted, parse);
  }

  private int number(String name, int otherwise, int least, int most) {
    return (int) reader.number(List.of(name), otherwise, least, most);
  }

  private Duration duration(String name, Duration otherwise) {
    return Duration.ofMillis(
        reader.durationMillis(List.of(name), otherwise.toMillis(), 1, LONGEST.toMillis()));
  }

  private void missing(String name, String because) {
    reader.complain("The setting %s is missing; %s.".formatted(name, because));
  }
}
