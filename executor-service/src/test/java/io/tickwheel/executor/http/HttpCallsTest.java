package io.tickwheel.executor.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwheel.http.WebhookSigner;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpCallsTest {
  private static final AttemptId ATTEMPT = new AttemptId(TaskId.create(1_000, 3, 42), 2);
  private static final Payload BODY = Payload.of("{\"order\":7}");
  private static final Outcome STOPPED = new Outcome.Cancelled("stop");

  private static Vertx vertx;
  private Sink sink;
  private HttpCalls calls;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void open() {
    sink = Sink.open();
    calls = calls(AddressGuard.of(List.of(), true), InetAddress::getAllByName);
  }

  @AfterEach
  void close() {
    calls.close();
    sink.close();
  }

  @Test
  void theCallbackCarriesPayloadAndIdentity() throws Exception {
    sink.answers("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\ndone");
    var target = new Target.Http("POST", sink.url("/hook?a=1"), Map.of("X-Tenant", "acme"));
    Outcome outcome = await(calls.start(ATTEMPT, target, BODY));

    JsonNode output = json(outcome);
    assertThat(output.get("status").asInt()).isEqualTo(200);
    assertThat(output.get("body").asText()).isEqualTo("done");
    assertThat(output.get("content_type").asText()).isEqualTo("text/plain");
    assertThat(output.get("truncated").asBoolean()).isFalse();
    String request = sink.lastRequest().toLowerCase(java.util.Locale.ROOT);
    String task = ATTEMPT.task().toString();
    assertThat(request)
        .startsWith("post /hook?a=1 http/1.1")
        .contains("content-type: application/json")
        .contains("idempotency-key: " + task)
        .contains("tickwheel-task-id: " + task)
        .contains("tickwheel-attempt: 2")
        .contains("x-tenant: acme")
        .contains("host: 127.0.0.1:" + sink.port())
        .endsWith("{\"order\":7}");
    assertThat(request).doesNotContain("webhook-signature");
  }

  @Test
  void aHostOfAContainerNetworkIsCalled() throws Exception {
    var guard = AddressGuard.of(List.of(), true);
    try (var named = calls(guard, host -> InetAddress.getAllByName("127.0.0.1"))) {
      sink.answers("HTTP/1.1 204 No Content\r\n\r\n");
      String url = "http://order_service:" + sink.port() + "/hook";
      assertThat(await(named.start(ATTEMPT, new Target.Http("POST", url, Map.of()), BODY)))
          .isInstanceOf(Outcome.Succeeded.class);
    }
    assertThat(header(sink.lastRequest(), "host")).isEqualTo("order_service:" + sink.port());
  }

  @Test
  void aSecretAddsASignatureOverIdTimeAndBody() throws Exception {
    var signer = WebhookSigner.of(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    try (var signing = new HttpCalls(vertx, 4, AddressGuard.of(List.of(), true), signer)) {
      sink.answers("HTTP/1.1 204 No Content\r\n\r\n");
      assertThat(await(signing.start(ATTEMPT, post("/"), BODY)))
          .isInstanceOf(Outcome.Succeeded.class);
    }
    String request = sink.lastRequest();
    long timestamp = Long.parseLong(header(request, "webhook-timestamp"));
    assertThat(header(request, "webhook-id")).isEqualTo(ATTEMPT.task().toString());
    assertThat(header(request, "webhook-signature"))
        .isEqualTo(signer.sign(ATTEMPT.task().toString(), timestamp, BODY.bytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "301,false",
    "302,false",
    "400,false",
    "401,false",
    "404,false",
    "410,false",
    "422,false",
    "408,true",
    "425,true",
    "429,true",
    "500,true",
    "502,true",
    "503,true",
    "599,true"
  })
  void theStatusSaysWhetherAnotherTryMakesSense(int status, boolean retryable) {
    sink.answers("HTTP/1.1 " + status + " X\r\nContent-Length: 3\r\n\r\nwhy");
    Failure failure = failure(await(calls.start(ATTEMPT, post("/"), BODY)));
    assertThat(failure.kind()).isEqualTo(FailureKind.HTTP_STATUS);
    assertThat(failure.code()).isEqualTo(status);
    assertThat(failure.retryable()).isEqualTo(retryable);
    assertThat(failure.message()).contains(Integer.toString(status));
  }

  @Test
  void redirectsAreNotFollowed() {
    try (Sink other = Sink.open()) {
      sink.answers(
          "HTTP/1.1 307 X\r\nLocation: " + other.url("/secret") + "\r\nContent-Length: 0\r\n\r\n");
      Failure failure = failure(await(calls.start(ATTEMPT, post("/"), BODY)));
      assertThat(failure.message()).contains("/secret", "not followed");
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void theReceiversWishToWaitIsPassedOn() {
    sink.answers("HTTP/1.1 503 X\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    assertThat(failure(await(calls.start(ATTEMPT, post("/"), BODY))).retryAfterMillis())
        .isEqualTo(7_000);
    sink.answers("HTTP/1.1 404 X\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    assertThat(failure(await(calls.start(ATTEMPT, post("/"), BODY))).retryAfterMillis()).isZero();
  }

  @Test
  void aLongAnswerIsCutAndTheConnectionLeft() throws Exception {
    sink.answersEndlessly("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "400\r\n", 1024);
    JsonNode output = json(await(calls.start(ATTEMPT, post("/"), BODY)));
    assertThat(output.get("truncated").asBoolean()).isTrue();
    assertThat(output.get("body").asText()).hasSize(HttpCalls.BODY_MAX_BYTES);
    sink.awaitHangUp();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rubbish\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
      })
  void anAnswerThatBreaksOffIsAConnectionFault(String bytes) {
    sink.answersAndHangsUp(bytes);
    Failure failure = failure(await(calls.start(ATTEMPT, post("/"), BODY)));
    assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION);
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void nobodyListeningIsAConnectionFaultWorthATry() throws Exception {
    int port;
    try (var closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    var target = new Target.Http("POST", "http://127.0.0.1:" + port + "/", Map.of());
    Failure failure = failure(await(calls.start(ATTEMPT, target, BODY)));
    assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION);
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void anUnknownHostIsAConnectionFaultWorthATry() {
    try (HttpCalls unknown =
        calls(
            AddressGuard.of(List.of(), true),
            host -> {
              throw new UnknownHostException(host);
            })) {
      var target = new Target.Http("POST", "http://gone.example/", Map.of());
      Failure failure = failure(await(unknown.start(ATTEMPT, target, BODY)));
      assertThat(failure.kind()).isEqualTo(FailureKind.CONNECTION);
      assertThat(failure.message()).contains("gone.example");
    }
  }

  @Test
  void endingItHangsUpAtOnce() {
    sink.staysSilent();
    HttpExchange exchange = calls.start(ATTEMPT, post("/"), BODY);
    sink.awaitRequest();
    exchange.end(STOPPED);
    assertThat(await(exchange)).isEqualTo(STOPPED);
    sink.awaitHangUp();
  }

  @Test
  void aRefusedAddressIsNeverConnectedTo() {
    try (HttpCalls strict = calls(AddressGuard.of(List.of(), false), InetAddress::getAllByName)) {
      Failure failure = failure(await(strict.start(ATTEMPT, post("/"), BODY)));
      assertThat(failure.kind()).isEqualTo(FailureKind.ADDRESS_REFUSED);
      assertThat(failure.retryable()).isFalse();
      assertThat(failure.message()).contains("loopback");
      assertThat(sink.connections()).isZero();
    }
  }

  @Test
  void theNameIsResolvedOnceAndTheCheckedAddressConnected() {
    var lookups = new AtomicInteger();
    AddressGuard guard = AddressGuard.of(List.of("rebinding.example:" + sink.port()), false);
    try (HttpCalls rebinding =
        calls(
            guard,
            host -> {
              lookups.incrementAndGet();
              return new InetAddress[] {
                InetAddress.ofLiteral("127.0.0.9"), InetAddress.ofLiteral("127.0.0.1")
              };
            })) {
      sink.answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      var target =
          new Target.Http("POST", "http://rebinding.example:" + sink.port() + "/", Map.of());
      assertThat(await(rebinding.start(ATTEMPT, target, BODY)))
          .isInstanceOf(Outcome.Succeeded.class);
      assertThat(lookups).hasValue(1);
      assertThat(sink.lastRequest()).contains("host: rebinding.example:" + sink.port());
    }
  }

  @Test
  void connectionsAreKeptForTheNextCallback() {
    sink.answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    for (int i = 0; i < 20; i++) {
      assertThat(await(calls.start(ATTEMPT, post("/"), BODY)))
          .isInstanceOf(Outcome.Succeeded.class);
    }
    assertThat(sink.connections()).isLessThan(5);
  }

  @ParameterizedTest
  @CsvSource({
    "Idempotency-Key,x",
    "HOST,evil",
    "Content-Length,5",
    "Transfer-Encoding,chunked",
    "bad name,x",
    "'',x",
    "X-Split,'a\r\nb: c'",
    "X-Nul,'a\u0000b'",
    "X-Far,\u4e2d"
  })
  void headersThatBelongToUsOrBreakTheRequestAreRefused(String name, String value) {
    var target = new Target.Http("POST", sink.url("/"), Map.of(name, value));
    assertThatThrownBy(() -> calls.start(ATTEMPT, target, BODY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(sink.connections()).isZero();
  }

  @Test
  void getCarriesNoBodyAndUnknownMethodsAreRefused() {
    sink.answers("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    await(calls.start(ATTEMPT, new Target.Http("get", sink.url("/"), Map.of()), BODY));
    assertThat(sink.lastRequest()).startsWith("GET / ").endsWith("\r\n\r\n");
    assertThatThrownBy(
            () -> calls.start(ATTEMPT, new Target.Http("TRACE", sink.url("/"), Map.of()), BODY))
        .hasMessageContaining("TRACE");
  }

  private static HttpCalls calls(AddressGuard guard, HttpCalls.Resolver resolver) {
    return new HttpCalls(vertx, 8, guard, WebhookSigner.of(List.of()), resolver);
  }

  private Target.Http post(String path) {
    return new Target.Http("POST", sink.url(path), Map.of());
  }

  private static Outcome await(HttpExchange exchange) {
    return exchange.outcome().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static Failure failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure();
  }

  private static JsonNode json(Outcome outcome) throws Exception {
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    return new ObjectMapper()
        .readTree(new String(((Outcome.Succeeded) outcome).output().bytes(), UTF_8));
  }

  private static String header(String request, String name) {
    return request
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }
}
