package io.tickwheel.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An executor that is started before NATS.
@QuarkusTest
@TestProfile(NatsAwayTest.Away.class)
@Timeout(120)
final class NatsAwayTest {
  private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(5);

  @SuppressWarnings("NullAway.Init") // set by the test resource
  NatsServer nats;

  @TestHTTPResource
  @SuppressWarnings("NullAway.Init") // set by the framework
  URI home;

  @AutoClose private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void isAliveWithoutNatsAndTakesAttemptsOnceItIsThere() throws Exception {
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/q/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("\"nats\": \"not connected\"", "\"state\": \"joining\"");
    assertThat(get("/api/v1/executor").body()).contains("\"name\":\"tested\"");

    nats.restart();
    schedulerComes();
    awaitReady();
    assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
    try (var owner = new TestOwner(nats.url())) {
      AttemptId noop = owner.dispatch(TaskSpec.of("noop", new Target.Handler(), Payload.EMPTY));
      assertThat(owner.awaitEnd(noop).outcome()).isEqualTo(new Outcome.Succeeded(Payload.EMPTY));
    }
  }

  /// The stream of dispatches is kept in memory; a scheduler makes it again.
  private void schedulerComes() {
    try (NatsLink link = NatsLink.connect(nats.url(), "test-topology")) {
      Topology.provision(link, TestOwner.PARTITIONS, 1);
    }
  }

  private void awaitReady() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    HttpResponse<String> answer = get("/q/health/ready");
    while (answer.statusCode() != 200) {
      assertThat(System.nanoTime() - until).as(answer.body()).isNegative();
      LockSupport.parkNanos(50_000_000);
      answer = get("/q/health/ready");
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String base = home.toString().replaceAll("/$", "");
    return http.send(
        HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_AT_MOST).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public static final class Away implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(NatsResource.class, NatsResource.AWAY));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }
}
