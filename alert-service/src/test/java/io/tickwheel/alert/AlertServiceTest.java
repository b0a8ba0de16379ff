package io.tickwheel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tickwheel.jetstream.Asks;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.wire.JournalCodec;
import io.tickwheel.wire.Subjects;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole service between a real nats-server, a real mail server and a real receiver of
/// webhooks.
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
final class AlertServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CHANNELS = "/api/v1/alerts/channels";

  @TestHTTPResource("/")
  URI url = URI.create("http://unset");

  @ConfigProperty(name = "NATS_URL")
  String natsUrl = "";

  @ConfigProperty(name = "tickwheel.alert.smtp-port")
  int smtpPort;

  private HttpSink sink;
  private NatsLink link = NatsLink.connect("nats://127.0.0.1:1", "unset");
  private Rest rest = new Rest(url);

  AlertServiceTest() throws IOException {
    sink = new HttpSink();
  }

  @BeforeEach
  void open() {
    link.close();
    link = NatsLink.connect(natsUrl, "test");
    rest = new Rest(url);
  }

  @AfterEach
  void close() {
    link.close();
    sink.close();
  }

  @Test
  void aDeadTaskIsToldEverywhere() throws Exception {
    addWebhook("told");
    for (int partition = 0; partition < Surroundings.PARTITIONS; partition++) {
      new Asks(link)
          .serve(partition, (query, answer) -> answer.accept(Optional.of(view(query.task()))));
    }
    Subscription events = link.control().subscribe("ops.alerts");
    link.control().flush(PATIENCE);
    var mail = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      append(Records.died(task(1), "order 1 failed"));
      append(Records.died(task(2), "order 2 failed"), Records.died(task(3), "order 3 failed"));

      await().atMost(PATIENCE).until(() -> sink.got().size() >= 2);
      await().atMost(PATIENCE).until(() -> mail.getReceivedMessages().length >= 2);
      Message first = events.nextMessage(PATIENCE);
      assertThat(new String(first.getData(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("\"type\":\"io.tickwheel.alert.firing\"")
          .contains("\"task_type\":\"send_email\"")
          .contains(task(1).toString());
      assertThat(sink.got().getFirst().body()).contains("\"count\":1,");
      assertThat(sink.got().get(1).body()).contains("alert.repeated").contains("\"count\":2,");
      assertThat(mail.getReceivedMessages()[0].getSubject())
          .isEqualTo("[Tickwheel] 1 send_email task is dead: exception: order 1 failed");
    } finally {
      mail.stop();
    }
    await().atMost(PATIENCE).until(() -> alert().path("state").asText().equals("resolved"));
    assertThat(alert().path("total").asLong()).isEqualTo(3);
    JsonNode log = rest.get("/api/v1/alerts/deliveries?channel=told&limit=1").json();
    assertThat(log.at("/deliveries/0/state").asText()).isEqualTo("delivered");
    assertThat(log.path("next").asText()).isNotEmpty();
    assertThat(rest.get("/q/metrics").text())
        .contains("tickwheel_alert_deliveries_total{channel=\"told\",outcome=\"delivered\"}")
        .contains("tickwheel_alert_firing");
    assertThat(rest.get("/q/health/ready").status()).isEqualTo(200);
    assertThat(rest.get("/q/health/live").status()).isEqualTo(200);
  }

  @Test
  void channelsAreMadeTriedChangedAndRemoved() throws Exception {
    Rest.Answer added =
        rest.call(
            "POST",
            CHANNELS,
            "{\"id\":\"mine\",\"kind\":\"webhook\",\"url\":\"%s\",\"secret\":\"hunter2\"}"
                .formatted(sink.url()));
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().path("signed").asBoolean()).isTrue();
    assertThat(added.json().at("/health/state").asText()).isEqualTo("unused");

    assertThat(rest.call("POST", CHANNELS + "/mine/test", "").json().path("delivered").asBoolean())
        .isTrue();
    assertThat(sink.got().getFirst().header("Webhook-signature")).isPresent();
    sink.answers(500);
    JsonNode failed = rest.call("POST", CHANNELS + "/mine/test", "").json();
    assertThat(failed.path("delivered").asBoolean()).isFalse();
    assertThat(failed.path("error").asText()).isEqualTo("answered 500");
    assertThat(rest.get(CHANNELS + "/mine").json().at("/health/state").asText())
        .isEqualTo("failing");

    String changed =
        "{\"kind\":\"webhook\",\"url\":\"%s\",\"enabled\":false}".formatted(sink.url());
    assertThat(rest.call("PUT", CHANNELS + "/mine", changed).json().path("signed").asBoolean())
        .as("a secret that is not mentioned stays")
        .isTrue();
    assertThat(rest.get(CHANNELS).text()).doesNotContain("hunter2");
    assertThat(rest.call("DELETE", CHANNELS + "/mine", "").status()).isEqualTo(204);
    assertThat(rest.get(CHANNELS + "/mine").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST   | /channels               | {                                        | 400 | malformed-json
          POST   | /channels               | []                                       | 400 | malformed-json
          POST   | /channels               | {"id":"a","id":"b"}                      | 400 | malformed-json
          POST   | /channels               | {"id":"a"}                               | 400 | missing-field
          POST   | /channels               | {"id":"a","kind":"pager"}                | 400 | invalid-field
          POST   | /channels               | {"id":"a","kind":"webhook","url":"x"}    | 400 | invalid-field
          POST   | /channels               | {"id":"A b","kind":"nats","subject":"x"} | 400 | invalid-field
          POST   | /channels               | {"id":"a","kind":"nats","subject":"tw.x"} | 400 | invalid-field
          POST   | /channels               | {"id":"a","kind":"nats","subject":1e400} | 400 | invalid-field
          POST   | /channels               | {"id":"a","kind":"email","to":["x"]}     | 400 | invalid-field
          POST   | /channels               | {"id":"a","kind":"nats","subject":"x","url":"y"} | 400 | unknown-field
          POST   | /channels               | {"id":"config-nats","kind":"nats","subject":"x"} | 409 | conflict
          PUT    | /channels/config-email  | {"kind":"email","to":["a@b.c"]}          | 409 | conflict
          DELETE | /channels/config-nats   | ``                                       | 409 | conflict
          DELETE | /channels/nobody        | ``                                       | 404 | unknown-channel
          GET    | /999                    | ``                                       | 404 | unknown-alert
          GET    | ?state=sad              | ``                                       | 400 | invalid-field
          GET    | ?limit=0                | ``                                       | 400 | invalid-field
          GET    | ?cursor=x               | ``                                       | 400 | invalid-field
          GET    | /deliveries?state=x     | ``                                       | 400 | invalid-field
          DELETE | /deliveries             | ``                                       | 405 | method-not-allowed
          GET    | /nowhere/at/all         | ``                                       | 404 | unknown-path
          """)
  void badRequestsAreExplained(String method, String path, String body, int status, String slug)
      throws Exception {
    Rest.Answer answer = rest.call(method, "/api/v1/alerts" + path, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.json().path("type").asText()).endsWith("/" + slug);
    assertThat(answer.json().path("detail").asText()).isNotEmpty();
  }

  @Test
  void largeDeepAndForeignBodiesAreRefused() throws Exception {
    assertThat(rest.call("POST", CHANNELS, " ".repeat(70_000)).status()).isEqualTo(413);
    assertThat(rest.call("POST", CHANNELS, "[".repeat(10_000)).status()).isEqualTo(400);
    assertThat(rest.call("POST", CHANNELS, "x", "text/plain").status()).isEqualTo(415);
  }

  private void addWebhook(String id) throws IOException {
    String body = "{\"id\":\"%s\",\"kind\":\"webhook\",\"url\":\"%s\"}".formatted(id, sink.url());
    assertThat(rest.call("POST", CHANNELS, body).status()).isEqualTo(201);
  }

  private JsonNode alert() throws IOException {
    return rest.get("/api/v1/alerts").json().at("/alerts/0");
  }

  private void append(TaskEvent... events) throws Exception {
    String subject = Subjects.journal(events[0].task().partition());
    link.publishing().jetStream().publish(subject, JournalCodec.encode(Records.frame(events)));
  }

  private static TaskId task(int number) {
    return TaskId.create(Records.AT, number % Surroundings.PARTITIONS, number);
  }

  private static TaskView view(TaskId task) {
    return new TaskView(
        task,
        TaskState.DEAD,
        TaskSpec.of("send_email", new Target.Handler(), Payload.EMPTY),
        1,
        1,
        4,
        4,
        1,
        Optional.empty(),
        false,
        Optional.empty(),
        1,
        Payload.EMPTY);
  }
}
