package io.tickwheel.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tickwheel.executor.settings.Settings;
import io.tickwheel.message.Command;
import io.tickwheel.message.ExecutorBeat.Capacity;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(NatsResource.class)
@Timeout(120)
final class ExecutorServiceTest {
  private static final Payload PAYLOAD = Payload.of("{\"a\":1}");

  @Inject Settings settings;

  @TestHTTPResource
  @SuppressWarnings("NullAway.Init") // set by the framework
  URI home;

  private final HttpClient http = HttpClient.newHttpClient();
  private TestOwner owner;

  @BeforeEach
  void open() {
    owner = new TestOwner(settings.natsUrl());
  }

  @AfterEach
  void close() {
    owner.close();
    http.close();
  }

  @Test
  void ownersLearnWhatItTakesAndHowProcessesAreHeld() {
    var beat = owner.beat();
    assertThat(beat.name()).isEqualTo("tested");
    assertThat(beat.isolation()).contains("session");
    assertThat(beat.capacities().stream().map(Capacity::lanes))
        .containsExactlyInAnyOrder(
            List.of("http"), List.of("process"), List.of("handler:echo", "handler:noop"));
  }

  @Test
  void builtInHandlersAnswer() {
    AttemptId echo = owner.dispatch(TaskSpec.of("echo", new Target.Handler(), PAYLOAD));
    AttemptId noop = owner.dispatch(TaskSpec.of("noop", new Target.Handler(), PAYLOAD));
    assertThat(owner.awaitEnd(echo).outcome()).isEqualTo(new Outcome.Succeeded(PAYLOAD));
    assertThat(owner.awaitEnd(noop).outcome()).isEqualTo(new Outcome.Succeeded(Payload.EMPTY));
  }

  @Test
  void aProcessRunsAndItsLogIsServed() throws Exception {
    AttemptId attempt = owner.dispatch(process("sh", "-c", "cat; echo; echo hello"));
    assertThat(output(owner.awaitEnd(attempt))).contains("\"exit_code\":0", "hello");

    HttpResponse<String> log = get("/api/v1/attempts/" + attempt.task() + "/1/log");
    assertThat(log.statusCode()).isEqualTo(200);
    assertThat(log.body()).isEqualTo("{\"a\":1}\nhello\n");
    assertThat(log.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  @Test
  void aCancelledProcessEndsWithAllItStarted() throws Exception {
    var script = "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done";
    AttemptId attempt = owner.dispatch(process("sh", "-c", script));
    awaitLog(attempt, "up");
    owner.stop(attempt);
    assertThat(owner.awaitEnd(attempt).outcome()).isInstanceOf(Outcome.Cancelled.class);
    assertThat(get("/api/v1/attempts/" + attempt.task() + "/1/log").body().lines())
        .as("the shell may say in between what became of its child")
        .containsSubsequence("up", "bye");
  }

  @Test
  void aProcessOverItsTimeFails() {
    TaskSpec spec = process("sh", "-c", "trap '' TERM; while :; do sleep 0.05; done");
    AttemptId attempt = owner.dispatch(spec.withTimeoutMillis(400));
    Command.AttemptEnded ended = owner.awaitEnd(attempt);
    assertThat(ended.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.TIMEOUT));
    assertThat(ended.endedAtMillis() - ended.startedAtMillis()).isBetween(400L, 2_400L);
  }

  @Test
  void aCallbackCarriesThePayload() throws Exception {
    HttpServer sink = HttpServer.create(loopback(), 0);
    sink.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    sink.start();
    try {
      AttemptId attempt = owner.dispatch(callback(sink));
      assertThat(output(owner.awaitEnd(attempt))).contains("\"status\":200", "{\\\"a\\\":1}");
    } finally {
      sink.stop(0);
    }
  }

  @Test
  void aCallbackThatHangsEndsWithItsTime() throws Exception {
    var release = new CountDownLatch(1);
    HttpServer sink = HttpServer.create(loopback(), 0);
    sink.createContext("/", exchange -> await(release));
    sink.start();
    try {
      AttemptId attempt = owner.dispatch(callback(sink).withTimeoutMillis(300));
      assertThat(owner.awaitEnd(attempt).outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.TIMEOUT));
    } finally {
      release.countDown();
      sink.stop(0);
    }
  }

  @Test
  void aCallbackToNowhereIsABadPayload() {
    var target = new Target.Http("POST", "http://user:secret@a.example/", Map.of());
    AttemptId attempt = owner.dispatch(TaskSpec.of("call", target, PAYLOAD));
    assertThat(owner.awaitEnd(attempt).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.BAD_PAYLOAD);
              assertThat(failed.failure().retryable()).isFalse();
            });
  }

  @Test
  void whatNobodyHereCanDoIsRefused() {
    AttemptId attempt = owner.dispatch(TaskSpec.of("mail", new Target.Handler(), PAYLOAD));
    assertThat(owner.awaitEnd(attempt).outcome()).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void stateHealthAndMetricsAreShown() throws Exception {
    AttemptId attempt = owner.dispatch(process("true"));
    owner.awaitEnd(attempt);
    assertThat(get("/api/v1/executor").body())
        .contains("\"name\":\"tested\"", "\"state\":\"joined\"", "\"process\":{\"slots\":");
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/q/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/q/metrics").body())
        .contains(
            "tickwheel_executor_attempts_seconds_count{kind=\"process\",outcome=\"succeeded\"}")
        .contains("tickwheel_executor_slots{kind=\"http\"} 256.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/attempts/../1/log",
        "/api/v1/attempts/..%2f..%2fetc/1/log",
        "/api/v1/attempts/%2e%2e%2f%2e%2e%2fetc%2fpasswd/1/log",
        "/api/v1/attempts/..%252f..%252fetc/1/log",
        "/api/v1/attempts/%00/1/log",
        "/api/v1/attempts/0190c2a1-7b3c-7001-8000-000000000001/..%2f1/log",
        "/api/v1/attempts/0190c2a1-7b3c-7001-8000-000000000001/0/log",
        "/api/v1/attempts/0190c2a1-7b3c-7001-8000-000000000001/-1/log",
        "/api/v1/attempts/0190c2a1-7b3c-7001-8000-000000000001/1.log.1/log",
        "/api/v1/attempts/0190c2a1-7b3c-7001-8000-000000000001/99999999999/log",
        "/api/v1/attempts/0190c2a1-7b3c-7001-8000-000000000001/1/log",
        "/api/v1/attempts/x/y/z",
        "/nothing"
      })
  void noPathLeadsOutOfTheLogs(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(answer.body()).doesNotContain("root:");
    if (path.contains("0190c2a1")) {
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
  }

  private static TaskSpec process(String... argv) {
    return TaskSpec.of("run", new Target.Process(List.of(argv), Map.of()), PAYLOAD);
  }

  private static TaskSpec callback(HttpServer sink) {
    String url = "http://127.0.0.1:" + sink.getAddress().getPort() + "/hook";
    return TaskSpec.of("call", new Target.Http("POST", url, Map.of()), PAYLOAD);
  }

  private static String output(Command.AttemptEnded ended) {
    assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
    return ((Outcome.Succeeded) ended.outcome()).output().text();
  }

  private void awaitLog(AttemptId attempt, String text) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!get("/api/v1/attempts/" + attempt.task() + "/1/log").body().contains(text)) {
      assertThat(System.nanoTime() - until).isNegative();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String base = home.toString().replaceAll("/$", "");
    return http.send(
        HttpRequest.newBuilder(URI.create(base + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
