package io.tickwheel.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tickwheel.executor.settings.Settings;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An executor of its own, since it takes no work afterwards.
@QuarkusTest
@TestProfile(DrainTest.Alone.class)
@QuarkusTestResource(NatsResource.class)
@Timeout(60)
final class DrainTest {
  @Inject Settings settings;

  @TestHTTPResource
  @SuppressWarnings("NullAway.Init") // set by the framework
  URI home;

  @Test
  void aDrainedExecutorHandsBackWhatDoesNotEnd() throws Exception {
    try (var owner = new TestOwner(settings.natsUrl());
        var http = HttpClient.newHttpClient()) {
      AttemptId attempt = owner.dispatch(sleep());
      HttpResponse<String> answer =
          send(http, HttpRequest.newBuilder(path("/api/v1/drain")).POST(nothing()).build());
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.body()).contains("\"state\":\"draining\"");

      assertThat(owner.awaitEnd(attempt).outcome())
          .isInstanceOfAny(Outcome.Interrupted.class, Outcome.Refused.class);
      assertThat(send(http, HttpRequest.newBuilder(path("/q/health/ready")).build()).statusCode())
          .isEqualTo(503);
      assertThat(send(http, HttpRequest.newBuilder(path("/q/health/live")).build()).statusCode())
          .isEqualTo(200);
    }
  }

  private static TaskSpec sleep() {
    var target = new Target.Process(List.of("sleep", "600"), Map.of());
    return TaskSpec.of("run", target, Payload.EMPTY);
  }

  private static HttpRequest.BodyPublisher nothing() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private URI path(String path) {
    return URI.create(home.toString().replaceAll("/$", "") + path);
  }

  private static HttpResponse<String> send(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  public static final class Alone implements QuarkusTestProfile {}
}
