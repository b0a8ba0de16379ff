package io.tickwheel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.wire.JournalCodec;
import io.tickwheel.wire.Subjects;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An alert service that is started before NATS.
@QuarkusTest
@TestProfile(NatsAwayTest.Away.class)
@Timeout(180)
final class NatsAwayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init") // set by the test resource
  NatsServer nats;

  @TestHTTPResource("/")
  URI url = URI.create("http://unset");

  @Test
  void isAliveWithoutNatsAndTellsOfDeathsOnceItIsThere() throws Exception {
    var rest = new Rest(url);
    assertThat(rest.get("/q/health/live").status()).isEqualTo(200);
    Rest.Answer ready = rest.get("/q/health/ready");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.json().at("/checks/0/data/nats").asText()).isEqualTo("not connected");
    assertThat(rest.get("/api/v1/alerts").json().at("/alerts")).isEmpty();

    nats.restart();
    await().atMost(PATIENCE).until(() -> rest.get("/q/health/ready").status() == 200);
    assertThat(rest.get("/q/health/live").status()).isEqualTo(200);
    append(1);
    await()
        .atMost(PATIENCE)
        .until(() -> !rest.get("/api/v1/alerts").json().at("/alerts").isEmpty());
  }

  private void append(int number) throws Exception {
    var task = Records.task(number);
    byte[] record = JournalCodec.encode(Records.frame(Records.died(task, "order failed")));
    try (var link = NatsLink.connect(nats.url(), "test")) {
      link.publishing().jetStream().publish(Subjects.journal(task.partition()), record);
    }
  }

  public static final class Away implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(Surroundings.class, Surroundings.NATS_AWAY));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }
}
