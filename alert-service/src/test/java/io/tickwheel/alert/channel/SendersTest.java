package io.tickwheel.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.tickwheel.alert.HttpSink;
import io.tickwheel.alert.ManualClock;
import io.tickwheel.alert.decide.Change;
import io.tickwheel.http.WebhookSigner;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each channel against the real thing.
final class SendersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration IMPATIENCE = Duration.ofMillis(500);
  private static final Notification NOTIFICATION =
      new Notification(
          "alert_1",
          Change.FIRING,
          1_700_000_000_000L,
          "3 mail tasks are dead: ÄÖ",
          "first line\nsecond line\n",
          "{\"count\":3}");

  private final ManualClock clock = new ManualClock();

  private Sent post(HttpSink sink, Optional<Secret> secret) {
    return post(sink, secret, PATIENCE);
  }

  private Sent post(HttpSink sink, Optional<Secret> secret, Duration timeout) {
    try (var sender = new WebhookSender(timeout, clock)) {
      return sender.send(new Endpoint.Webhook(sink.url(), secret), NOTIFICATION);
    }
  }

  @Test
  void webhooksAreSignedJson() throws Exception {
    try (var sink = new HttpSink()) {
      Secret secret = new Secret("a secret");
      assertThat(post(sink, Optional.of(secret))).isEqualTo(new Sent.Delivered());

      HttpSink.Got got = sink.got().getFirst();
      String body =
          "{\"type\":\"alert.firing\",\"timestamp\":\"2023-11-14T22:13:20.000Z\",\"data\":{\"count\":3}}";
      long seconds = clock.instant().getEpochSecond();
      assertThat(got.body()).isEqualTo(body);
      assertThat(got.header("Content-type")).contains("application/json");
      assertThat(got.header("Webhook-id")).contains("alert_1");
      assertThat(got.header("Webhook-timestamp")).contains(Long.toString(seconds));
      assertThat(got.header("Webhook-signature"))
          .contains(
              WebhookSigner.of(List.of(secret.value()))
                  .sign("alert_1", seconds, body.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void webhooksFailForGoodOrForNow() throws Exception {
    try (var sink = new HttpSink()) {
      sink.answers(404).answers(503).answers(429, Map.of("Retry-After", "7"));
      assertThat(post(sink, Optional.empty())).isEqualTo(new Sent.Failed("answered 404", true, 0));
      assertThat(post(sink, Optional.empty())).isEqualTo(new Sent.Failed("answered 503", false, 0));
      assertThat(post(sink, Optional.empty()))
          .isEqualTo(new Sent.Failed("answered 429", false, 7_000));
      assertThat(sink.got().getFirst().header("Webhook-signature")).isEmpty();
    }
  }

  @Test
  void webhooksFollowNoRedirects() throws Exception {
    try (var sink = new HttpSink();
        var other = new HttpSink()) {
      sink.answers(302, Map.of("Location", other.url().toString()));
      assertThat(post(sink, Optional.empty())).isInstanceOf(Sent.Failed.class);
      assertThat(other.got()).isEmpty();
    }
  }

  @Test
  void webhooksDoNotWaitForEver() throws Exception {
    try (var sink = new HttpSink()) {
      sink.holdAfter(0);
      assertThat(post(sink, Optional.empty(), IMPATIENCE))
          .isInstanceOfSatisfying(
              Sent.Failed.class, failed -> assertThat(failed.permanent()).isFalse());
    }
    try (var sender = new WebhookSender(IMPATIENCE, clock)) {
      var nowhere = URI.create("http://127.0.0.1:" + freePort());
      assertThat(sender.send(new Endpoint.Webhook(nowhere, Optional.empty()), NOTIFICATION))
          .isInstanceOfSatisfying(
              Sent.Failed.class, failed -> assertThat(failed.permanent()).isFalse());
    }
  }

  @Test
  void emailsArriveAsWritten() throws Exception {
    var server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    server.start();
    try {
      var sender = new EmailSender(smtp(server.getSmtp().getPort()), PATIENCE);
      var to = new Endpoint.Email(List.of("ops@example.com", "dev@example.com"));

      assertThat(sender.send(to, NOTIFICATION)).isEqualTo(new Sent.Delivered());

      MimeMessage[] received = server.getReceivedMessages();
      assertThat(received).hasSize(2);
      assertThat(received[0].getSubject()).isEqualTo("[Tickwheel] 3 mail tasks are dead: ÄÖ");
      assertThat(received[0].getContent().toString())
          .isEqualToNormalizingNewlines("first line\nsecond line");
      assertThat(received[0].getFrom()[0]).hasToString("tickwheel@example.com");
      assertThat(received[0].getMessageID()).isEqualTo("<alert_1@example.com>");
      assertThat(received[0].getHeader("Date", null)).isEqualTo("Tue, 14 Nov 2023 22:13:20 GMT");
    } finally {
      server.stop();
    }
  }

  @Test
  void emailsWaitForAMailServerThatIsAway() throws Exception {
    var sender = new EmailSender(smtp(freePort()), IMPATIENCE);

    assertThat(sender.send(new Endpoint.Email(List.of("a@b.c")), NOTIFICATION))
        .isInstanceOfSatisfying(
            Sent.Failed.class, failed -> assertThat(failed.permanent()).isFalse());
    assertThat(
            new EmailSender(Optional.empty(), IMPATIENCE)
                .send(new Endpoint.Email(List.of("a@b.c")), NOTIFICATION))
        .isInstanceOfSatisfying(
            Sent.Failed.class, failed -> assertThat(failed.permanent()).isTrue());
  }

  @Test
  void eventsReachSubscribersAndStreams() throws Exception {
    try (NatsServer server = NatsServer.start();
        NatsLink link = NatsLink.connect(server.url(), "test")) {
      Connection nats = link.control();
      Subscription subscription = nats.subscribe("ops.alerts");
      nats.jetStreamManagement()
          .addStream(
              StreamConfiguration.builder()
                  .name("KEPT")
                  .subjects("kept.>")
                  .storageType(StorageType.Memory)
                  .build());
      var sender = new NatsSender(() -> Optional.of(nats), PATIENCE);

      assertThat(sender.send(new Endpoint.NatsSubject("ops.alerts"), NOTIFICATION))
          .isEqualTo(new Sent.Delivered());
      Message message = subscription.nextMessage(PATIENCE);
      assertThat(new String(message.getData(), StandardCharsets.UTF_8))
          .isEqualTo(
              "{\"specversion\":\"1.0\",\"id\":\"alert_1\",\"source\":\"/tickwheel/alert\","
                  + "\"type\":\"io.tickwheel.alert.firing\",\"time\":\"2023-11-14T22:13:20.000Z\","
                  + "\"datacontenttype\":\"application/json\",\"data\":{\"count\":3}}");

      for (int i = 0; i < 2; i++) {
        assertThat(sender.send(new Endpoint.NatsSubject("kept.alerts"), NOTIFICATION))
            .isEqualTo(new Sent.Delivered());
      }
      assertThat(nats.jetStreamManagement().getStreamInfo("KEPT").getStreamState().getMsgCount())
          .as("a repetition is recognised by its id")
          .isEqualTo(1);
    }
  }

  @Test
  void eventsWaitForNats() {
    var sender = new NatsSender(Optional::empty, IMPATIENCE);
    assertThat(sender.send(new Endpoint.NatsSubject("a"), NOTIFICATION))
        .isEqualTo(new Sent.Failed("NATS is not connected", false, 0));
  }

  private static Optional<Smtp> smtp(int port) {
    return Optional.of(
        new Smtp(
            "127.0.0.1", port, "tickwheel@example.com", Optional.empty(), Smtp.StartTls.OPTIONAL));
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
