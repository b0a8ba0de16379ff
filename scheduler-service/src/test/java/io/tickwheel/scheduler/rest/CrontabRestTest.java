package io.tickwheel.scheduler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tickwheel.scheduler.rest.Api.Response;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutNats.class)
class CrontabRestTest {
  private static final String CRONTAB = "/api/v1/crontab?name=";
  private static final String TEXT = "text/plain; charset=utf-8";

  @SuppressWarnings("NullAway.Init")
  @TestHTTPResource
  URL base;

  @SuppressWarnings("NullAway.Init")
  private Api api;

  @BeforeEach
  void connect() {
    api = Api.at(base);
  }

  @Test
  void aCrontabIsImportedExportedAndImportedAgain() throws Exception {
    String text = "0 9 * * mon-fri send ?queue=mail {\"to\":\"é\"}\n61 * * * * broken ?id=b\n";
    Response put = api.post(CRONTAB + "rest", text, "Content-Type", TEXT);
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.json().path("created").asInt()).isEqualTo(1);
    assertThat(put.json().path("lines").path(1).path("line").asInt()).isEqualTo(2);
    assertThat(put.json().path("lines").path(1).path("column").asInt()).isEqualTo(1);
    assertThat(put.json().path("lines").path(1).path("result").asText()).isEqualTo("failed");
    Response got = api.get(CRONTAB + "rest");
    assertThat(got.header("Content-Type")).startsWith("text/plain");
    assertThat(got.body()).isEqualTo("0 9 * * mon-fri send ?queue=mail {\"to\":\"é\"}\n");
    Response again = api.post(CRONTAB + "rest", got.body(), "Content-Type", TEXT);
    assertThat(again.json().path("unchanged").asInt()).isEqualTo(1);
    Response empty = api.post(CRONTAB + "rest", "", "Content-Type", TEXT);
    assertThat(empty.json().path("removed").path(0).asText()).isEqualTo("rest.send");
  }

  @Test
  void aDryRunDoesNothing() throws Exception {
    Response dry = api.post(CRONTAB + "dry&dry_run=true", "@daily a", "Content-Type", TEXT);
    assertThat(dry.json().path("dry_run").asBoolean()).isTrue();
    assertThat(dry.json().path("created").asInt()).isEqualTo(1);
    assertThat(api.get(CRONTAB + "dry").body()).isEmpty();
  }

  @Test
  void whatIsWrongWithTheRequestIsTold() throws Exception {
    assertThat(api.post(CRONTAB + "-x", "", "Content-Type", TEXT).problem())
        .isEqualTo("invalid-field");
    assertThat(api.post(CRONTAB + "x&dry_run=maybe", "", "Content-Type", TEXT).problem())
        .isEqualTo("invalid-field");
    assertThat(api.post(CRONTAB + "x", "{}", "Content-Type", "application/json").problem())
        .isEqualTo("unsupported-media-type");
  }

  @Test
  void aSyncAnswersForEachSource() throws Exception {
    Response sync = api.post("/api/v1/schedules/sync", "");
    assertThat(sync.status()).isEqualTo(200);
    assertThat(sync.json().path("sources").isArray()).isTrue();
  }
}
