package io.tickwheel.monitor.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class ForwardingTest {
  @Inject
  @SuppressWarnings("NullAway.Init") // set by the framework
  Vertx vertx;

  @TestHTTPResource("/")
  URI monitor = URI.create("http://unset");

  @Test
  void methodQueryBodyStatusAndHeadersPassThrough() throws Exception {
    HttpResponse<String> answer =
        Http.send(
            request("/api/v1/tasks/a%2Fb/teapot?x=1&y=%20")
                .method("PATCH", BodyPublishers.ofString("{\"priority\":1}"))
                .header("Idempotency-Key", "k1")
                .header("Content-Type", "application/json")
                .build());
    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.body())
        .startsWith("scheduler PATCH /api/v1/tasks/a%2Fb/teapot?x=1&y=%20\n")
        .contains("Idempotency-key: [k1]")
        .contains("Content-type: [application/json]")
        .contains("Tickwheel-forwarded: [monitor]")
        .contains("X-forwarded-for: [127.0.0.1]")
        .endsWith("\n\n{\"priority\":1}");
    assertThat(answer.headers().firstValue("Tickwheel-Test")).contains("kept");
    assertThat(answer.headers().firstValue("Keep-Alive")).isEmpty();
  }

  @Test
  void everyServiceGetsItsPaths() throws Exception {
    assertThat(get("/api/v1/alerts?x=1").body()).startsWith("alert GET /api/v1/alerts?x=1\n");
    assertThat(get("/stats").body()).startsWith("scheduler GET /stats\n");
    assertThat(get("/tasks/x").body()).startsWith("scheduler GET /tasks/x\n");
    assertThat(get("/api/v1/whatever").body()).startsWith("scheduler GET /api/v1/whatever\n");
  }

  @Test
  void answersWithoutBodyPassThrough() throws Exception {
    assertThat(get("/api/v1/nothing").statusCode()).isEqualTo(204);
    HttpResponse<String> head =
        Http.send(request("/api/v1/x").method("HEAD", BodyPublishers.noBody()).build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  /// The answer comes while the body still goes, and both are larger than all buffers in between,
  /// so the client must read while it writes. The JDK's does not.
  @Test
  void largeBodiesStreamBothWays() throws Exception {
    byte[] bytes = new byte[64 * 1024 * 1024];
    new Random(1).nextBytes(bytes);
    Buffer large = Buffer.buffer(bytes);
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(monitor.resolve("/api/v1/tasks/batch").toString());
    HttpClient client = vertx.createHttpClient();
    try {
      Buffer answer =
          client
              .request(options)
              .compose(request -> request.send(large))
              .compose(HttpClientResponse::body)
              .toCompletionStage()
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS);
      int head = answer.length() - large.length();
      assertThat(head).isPositive();
      assertThat(answer.slice(head, answer.length()).equals(large)).as("body echoed").isTrue();
    } finally {
      var _ = client.close();
    }
  }

  @Test
  void serviceThatHangsUpIsABadGateway() throws Exception {
    HttpResponse<String> answer =
        Http.send(request("/api/v1/hang-up").POST(BodyPublishers.ofString("{}")).build());
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(Http.values(answer, "type"))
        .containsExactly("https://tickwheel.io/problems/bad-gateway");
  }

  @Test
  void whatWasForwardedOnceIsNotForwardedAgain() throws Exception {
    HttpResponse<String> answer =
        Http.send(request("/api/v1/whatever").header("Tickwheel-Forwarded", "scheduler").build());
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return Http.send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(monitor.resolve(path));
  }
}
