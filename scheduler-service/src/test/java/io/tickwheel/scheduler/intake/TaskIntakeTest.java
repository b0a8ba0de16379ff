package io.tickwheel.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.Delivery;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.RetryPolicy.Jitter;
import io.tickwheel.model.RetryPolicy.Strategy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIntakeTest {
  private static final long NOW = 1_767_225_600_000L;
  private static final TaskIntake INTAKE = new TaskIntake(RetryPolicy.DEFAULT.withMaxAttempts(7));

  @Test
  void aTypeAloneIsAHandlersTaskDueNowWithDefaults() {
    var accepted = accepted("{\"type\":\"send_email\"}");
    assertThat(accepted.runAtMillis()).isEqualTo(NOW);
    TaskSpec spec = accepted.spec();
    assertThat(spec.type()).isEqualTo("send_email");
    assertThat(spec.target()).isEqualTo(new Target.Handler());
    assertThat(spec.payload().isEmpty()).isTrue();
    assertThat(spec.queue()).isEqualTo("default");
    assertThat(spec.priority()).isEqualTo(Priority.NORMAL);
    assertThat(spec.retry().maxAttempts()).isEqualTo(7);
  }

  @Test
  void aCallbackUrlIsAnHttpTarget() {
    var accepted =
        accepted(
            "{\"delay_seconds\":1800,\"callback_url\":\"http://order-service/api/timeout\","
                + "\"data\":{\"order_id\":\"ORD-123\", \"user_id\":456}}");
    assertThat(accepted.runAtMillis()).isEqualTo(NOW + 1_800_000);
    assertThat(accepted.spec().type()).isEqualTo("http");
    assertThat(accepted.spec().target())
        .isEqualTo(new Target.Http("POST", "http://order-service/api/timeout", Map.of()));
    assertThat(accepted.spec().payload().text())
        .isEqualTo("{\"order_id\":\"ORD-123\", \"user_id\":456}");
  }

  @Test
  void everyFieldArrives() {
    var accepted =
        accepted(
            """
            {"type": "report:daily", "queue": "reports", "priority": 1,
             "target": {"kind": "process", "argv": ["/bin/echo", "", "a b\\n"], "env": {"A": "1"}},
             "payload": [1, 2], "run_at": "2030-01-01T01:00:00.0005+01:00",
             "retry": {"max_attempts": 2, "strategy": "list", "delays": ["1s", "PT2S"],
                       "base": "1m", "factor": 1.5, "cap": "2h", "jitter": "250ms",
                       "fatal_exit_codes": [2, 64]},
             "timeout": "90s", "start_deadline": "30s", "delivery": "at_most_once",
             "labels": {"customer": "42"}, "executor_selector": {"gpu": "yes"}}
            """);
    long due = Instant.parse("2030-01-01T00:00:00.001Z").toEpochMilli();
    assertThat(accepted.runAtMillis()).isEqualTo(due);
    TaskSpec spec = accepted.spec();
    assertThat(spec.target())
        .isEqualTo(new Target.Process(List.of("/bin/echo", "", "a b\n"), Map.of("A", "1")));
    assertThat(spec.retry())
        .isEqualTo(
            new RetryPolicy(
                2,
                Strategy.LIST,
                60_000,
                1.5,
                7_200_000,
                Jitter.ADDITIVE,
                250,
                List.of(1000L, 2000L),
                List.of(2, 64)));
    assertThat(spec.priority()).isEqualTo(Priority.CRITICAL);
    assertThat(spec.timeoutMillis()).isEqualTo(90_000);
    assertThat(spec.startDeadlineMillis()).isEqualTo(due + 30_000);
    assertThat(spec.delivery()).isEqualTo(Delivery.AT_MOST_ONCE);
    assertThat(spec.labels()).isEqualTo(Map.of("customer", "42"));
    assertThat(spec.executorSelector()).isEqualTo(Map.of("gpu", "yes"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "\"é\\u00e9\\n\"",
        "0",
        "-12.50e3",
        "true",
        "false",
        "[1, {\"a\": [ ]}]",
        "{\"a\" : 1e308 , \"b\":null}",
        "123456789012345678901234567890"
      })
  void aPayloadArrivesAsItWasWritten(String payload) {
    for (String blanks : List.of("", " ", "\n\t")) {
      for (String after : List.of("", ",\"queue\":\"q\"")) {
        String body =
            "{\"type\":\"a\",\"payload\":" + blanks + payload + blanks + after + blanks + "}";
        assertThat(accepted(body).spec().payload().text()).isEqualTo(payload);
      }
    }
  }

  @Test
  void aPayloadArrivesFromTheMiddleOfALargerText() {
    byte[] text = "xxx{\"type\":\"a\",\"payload\":{\"k\": 1}}yyy".getBytes(StandardCharsets.UTF_8);
    var accepted = (Intake.Accepted) INTAKE.read(text, 3, text.length - 6, NOW);
    assertThat(accepted.spec().payload().text()).isEqualTo("{\"k\": 1}");
  }

  @Test
  void aPayloadArrivesBehindAByteOrderMark() {
    assertThat(accepted("\uFEFF{\"type\":\"a\",\"payload\":{\"k\": 1}}").spec().payload().text())
        .isEqualTo("{\"k\": 1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/",
        "https://example.com/a?b=c%20d&e=f",
        "http://my_service/x",
        "http://10.0.0.1",
        "http://[::1]:80/x",
        "HTTP://EXAMPLE.COM./"
      })
  void takesEveryValidUrl(String url) {
    var accepted = accepted("{\"callback_url\":\"" + url + "\"}");
    assertThat(accepted.spec().target()).isEqualTo(new Target.Http("POST", url, Map.of()));
  }

  @Test
  void aTargetMayBeWrittenInItsKind() {
    var accepted = accepted("{\"target\":{\"http\":{\"url\":\"http://h/\",\"method\":\"PUT\"}}}");
    assertThat(accepted.spec().target()).isEqualTo(new Target.Http("PUT", "http://h/", Map.of()));
    accepted = accepted("{\"target\":{\"process\":{\"argv\":[\"ls\"]}}}");
    assertThat(accepted.spec().target()).isEqualTo(new Target.Process(List.of("ls"), Map.of()));
    accepted = accepted("{\"type\":\"a\",\"target\":{\"handler\":{}}}");
    assertThat(accepted.spec().target()).isEqualTo(new Target.Handler());
  }

  @Test
  void nullMeansNotGiven() {
    var accepted = accepted("{\"type\":\"a\",\"payload\":null,\"delay\":null,\"run_at\":null}");
    assertThat(accepted.runAtMillis()).isEqualTo(NOW);
    assertThat(accepted.spec().payload().isEmpty()).isTrue();
  }

  @Test
  void aDelayedTaskMustNameItsDelay() {
    byte[] body = "{\"callback_url\":\"http://h/\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(INTAKE.readDelayed(body, 0, body.length, NOW))
        .isInstanceOfSatisfying(
            Intake.Refused.class, r -> assertThat(r.problem().field()).contains("delay_seconds"));
  }

  @Test
  void requestsAreTheSameWhateverTheirBlanksAndOrder() {
    String one = "{\"type\":\"a\",\"payload\":{\"x\":[1,\"é\"],\"y\":true}}";
    String two = " { \"payload\" : {\"y\":true,\"x\":[ 1, \"\\u00e9\"]},\n\"type\":\"a\" }";
    assertThat(hash(one)).isEqualTo(hash(two));
    for (String other :
        List.of(
            "{\"type\":\"a\",\"payload\":{\"x\":[\"é\",1],\"y\":true}}",
            "{\"type\":\"a\",\"payload\":{\"x\":[1,\"é\"],\"y\":\"true\"}}",
            "{\"type\":\"a\",\"payload\":{\"x\":[1,\"é\"]}}",
            "{\"type\":\"a\",\"payload\":{\"x\":[[1,\"é\"]],\"y\":true}}",
            "{\"type\":\"b\",\"payload\":{\"x\":[1,\"é\"],\"y\":true}}")) {
      assertThat(hash(other)).isNotEqualTo(hash(one));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'a'}",
        "{'type':'a','delay':'5s'}",
        "{'type':'a','delay':'5s','start_deadline':'1m'}",
        "{'type':'a','run_at':'2030-01-01T00:00:00Z','start_deadline':'1m'}",
        "{'type':'a','retry':{'max_attempts':4}}",
        "{'type':'a','retry':{'jitter':'1ms'}}"
      })
  void aRequestIsTheSameLaterAndUnderOtherDefaults(String quoted) {
    byte[] body = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var other = new TaskIntake(RetryPolicy.DEFAULT.withMaxAttempts(2));
    var later = (Intake.Accepted) other.read(body, 0, body.length, NOW + 12_345);
    assertThat(RequestHash.of(later.spec(), later.terms()))
        .isEqualTo(hash(quoted.replace('\'', '"')));
  }

  @Test
  void whatIsAskedForInOtherWordsIsTheSame() {
    assertThat(hash("{\"type\":\"a\",\"delay\":\"5s\",\"data\":1,\"priority\":2}"))
        .isEqualTo(
            hash("{\"type\":\"a\",\"delay_seconds\":5,\"payload\":1,\"priority\":\"high\"}"));
    var times = new HashSet<Long>();
    for (String when :
        List.of(
            "\"queue\":\"default\"",
            "\"delay\":\"5s\"",
            "\"delay\":\"6s\"",
            "\"run_at\":\"2030-01-01T00:00:00Z\"",
            "\"run_at\":\"2030-01-01T00:00:01Z\"",
            "\"start_deadline\":\"5s\"",
            "\"retry\":{\"max_attempts\":7}",
            "\"retry\":{\"base\":\"5s\"}")) {
      assertThat(times.add(hash("{\"type\":\"a\"," + when + "}"))).as(when).isTrue();
    }
  }

  @Test
  void aKeyAlwaysNamesTheSameTask() {
    TaskId task = new IdempotencyKey("order-17").task(16);
    assertThat(task).isEqualTo(new IdempotencyKey("order-17").task(16));
    assertThat(task).isNotEqualTo(new IdempotencyKey("order-18").task(16));
    assertThat(task.partition()).isBetween(0, 15);
    assertThat(new IdempotencyKey("").problem()).isPresent();
    assertThat(new IdempotencyKey("a\u0007").problem()).isPresent();
    assertThat(new IdempotencyKey("k".repeat(256)).problem()).isPresent();
  }

  private static long hash(String body) {
    return hash(body, NOW);
  }

  private static long hash(String body, long now) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var accepted = (Intake.Accepted) INTAKE.read(bytes, 0, bytes.length, now);
    return RequestHash.of(accepted.spec(), accepted.terms());
  }

  private static Intake.Accepted accepted(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return switch (INTAKE.read(bytes, 0, bytes.length, NOW)) {
      case Intake.Accepted accepted -> accepted;
      case Intake.Recurring recurring -> throw new AssertionError("a schedule: " + body);
      case Intake.Refused refused -> throw new AssertionError(refused.problem().toString());
    };
  }
}
