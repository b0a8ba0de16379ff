package io.tickwheel.alert.settings;

import io.tickwheel.alert.channel.Addresses;
import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Endpoint;
import io.tickwheel.alert.channel.Secret;
import io.tickwheel.alert.channel.Smtp;
import io.tickwheel.alert.decide.Backoff;
import io.tickwheel.alert.deliver.DeliveryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads and checks all settings; every mistake is reported at once.
public final class SettingsReader {
  private static final String NATS_URL = "nats://127.0.0.1:4222";
  private static final int SMTP_PORT = 25;

  private final Reading reading;
  private final long nowMillis;

  private SettingsReader(Source source, long nowMillis) {
    reading = new Reading(source);
    this.nowMillis = nowMillis;
  }

  /// Throws BadSettingsException.
  public static Settings read(Source source, long nowMillis) {
    return new SettingsReader(source, nowMillis).read();
  }

  private Settings read() {
    Optional<Smtp> smtp = smtp();
    var settings =
        new Settings(
            reading.text("NATS_URL").orElse(NATS_URL),
            Path.of(reading.text("tickwheel.data-dir").orElse(".tickwheel/alert")),
            reading.duration("ALERT_CHECK_INTERVAL", Duration.ofSeconds(30)),
            reading.duration("tickwheel.alert.group-interval", Duration.ofMinutes(5)),
            reading.duration("tickwheel.alert.retention", Duration.ofDays(30)),
            reading.duration("tickwheel.alert.send-timeout", Duration.ofSeconds(10)),
            delivery(),
            smtp,
            channels(smtp.isPresent()));
    reading.finish();
    return settings;
  }

  private DeliveryPolicy delivery() {
    return new DeliveryPolicy(
        new Backoff(
            reading.number("tickwheel.alert.delivery-attempts", 1, 1000, 15),
            reading.duration("tickwheel.alert.delivery-retry-delay", Duration.ofSeconds(1)),
            reading.duration("tickwheel.alert.delivery-retry-delay-max", Duration.ofMinutes(10))),
        reading.duration("tickwheel.alert.delivery-age-max", Duration.ofDays(1)));
  }

  private Optional<Smtp> smtp() {
    Optional<String> host = reading.text("tickwheel.alert.smtp-host");
    int port = reading.number("tickwheel.alert.smtp-port", 1, 65_535, SMTP_PORT);
    Optional<String> from =
        reading.value("tickwheel.alert.email-from", Addresses::email, "an email address");
    Optional<String> user = reading.text("tickwheel.alert.smtp-user");
    Optional<String> password = reading.text("tickwheel.alert.smtp-password");
    Smtp.StartTls startTls =
        reading
            .value(
                "tickwheel.alert.smtp-starttls",
                SettingsReader::startTls,
                "off, optional or required")
            .orElse(Smtp.StartTls.OPTIONAL);
    if (user.isPresent() != password.isPresent()) {
      reading.missing(
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
        reading
            .value("tickwheel.alert.webhook-secret", Addresses::secret, Addresses.SECRET_ACCEPTED)
            .map(Secret::new);
    reading
        .value("tickwheel.alert.webhook-url", Addresses::url, Addresses.URL_ACCEPTED)
        .ifPresent(
            url -> channels.add(channel("config-webhook", new Endpoint.Webhook(url, secret))));
    reading
        .value("tickwheel.alert.email-to", SettingsReader::emails, Addresses.EMAILS_ACCEPTED)
        .ifPresent(to -> channels.add(email(to, mail)));
    reading
        .value("tickwheel.alert.nats-subject", Addresses::subject, Addresses.SUBJECT_ACCEPTED)
        .ifPresent(to -> channels.add(channel("config-nats", new Endpoint.NatsSubject(to))));
    return channels;
  }

  private Channel email(List<String> to, boolean mail) {
    if (!mail) {
      reading.missing("tickwheel.alert.smtp-host", "emails need a mail server");
    }
    return channel("config-email", new Endpoint.Email(to));
  }

  private Channel channel(String id, Endpoint endpoint) {
    return new Channel(id, endpoint, true, false, Channel.Origin.CONFIG, nowMillis, nowMillis);
  }

  private static Optional<List<String>> emails(String text) {
    return Addresses.emails(Arrays.stream(text.split(",")).map(String::strip).toList());
  }

  private static Optional<Smtp.StartTls> startTls(String text) {
    return Arrays.stream(Smtp.StartTls.values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }
}
