package io.tickwheel.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bad submission is refused with its kind, its field, and what would be accepted.
class BadSubmissionsTest {
  private static final long NOW = 1_767_225_600_000L;
  private static final TaskIntake INTAKE = new TaskIntake(RetryPolicy.DEFAULT);

  record BadSubmission(String slug, String field, String body) {
    static BadSubmission parse(String line) {
      String[] parts = line.split(" ", 3);
      return new BadSubmission(parts[0], parts[1], parts[2]);
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void isRefusedWithKindAndField(BadSubmission bad) {
    Problem problem = refused(bad.body);
    assertThat(problem.kind().type()).as(problem.detail()).endsWith("/" + bad.slug);
    assertThat(problem.field().orElse("-")).as(problem.detail()).isEqualTo(bad.field);
    assertThat(problem.detail()).isNotBlank().doesNotContain("\n", "\u0000", "\u001b", "Exception");
    assertThat(problem.status()).isBetween(400, 499);
    if (problem.field().isPresent()) {
      assertThat(problem.accepted().orElse("")).isNotBlank();
    }
  }

  @Test
  void theTableIsLarge() {
    assertThat(table()).hasSizeGreaterThan(150);
  }

  @Test
  void suggestsTheNearestKnownName() {
    assertThat(refused("{\"typ\":\"a\"}").detail()).contains("Did you mean type?");
    assertThat(refused("{\"delaySeconds\":5}").detail()).contains("Did you mean delay_seconds?");
    assertThat(refused("{\"max_attempts\":5}").detail()).contains("retry.max_attempts?");
    assertThat(refused("{\"type\":\"a\",\"retry\":{\"maxAttempts\":5}}").detail())
        .contains("Did you mean retry.max_attempts?");
    assertThat(refused("{\"zzzzzzzzzzzz\":5}").detail()).doesNotContain("Did you mean");
  }

  @Test
  void depthOfTenThousandIsRefused() {
    for (String open : List.of("[", "{\"x\":")) {
      String deep = "{\"type\":\"a\",\"payload\":" + open.repeat(10_000);
      assertThat(refused(deep).kind()).isEqualTo(ProblemKind.MALFORMED_JSON);
      assertThat(refused(open.repeat(10_000)).status()).isEqualTo(400);
    }
  }

  @Test
  void sizesBeyondTheLimitsAreRefused() {
    String blanks = " ".repeat(10 << 20);
    assertThat(refused("{\"type\":\"a\"}" + blanks).kind()).isEqualTo(ProblemKind.TOO_LARGE);
    String large = "\"" + "x".repeat(IntakeLimits.PAYLOAD_BYTES_MAX) + "\"";
    assertThat(refused("{\"type\":\"a\",\"payload\":" + large + "}").kind())
        .isEqualTo(ProblemKind.TOO_LARGE);
    assertThat(refused("{\"type\":\"" + "a".repeat(129) + "\"}").field()).contains("type");
    assertThat(refused("{\"callback_url\":\"http://h/" + "a".repeat(2048) + "\"}").field())
        .contains("callback_url");
    assertThat(refused("{\"" + "a".repeat(1000) + "\":1}").status()).isEqualTo(400);
    assertThat(refused("{\"type\":\"a\",\"delay_seconds\":" + "9".repeat(5000) + "}").status())
        .isEqualTo(400);
    assertThat(refused("{\"type\":\"a\",\"payload\":[" + "9".repeat(390) + "]}").field())
        .contains("payload");
    assertThat(refused(withLabels(33)).field()).contains("labels");
    assertThat(refused("{\"target\":{\"argv\":[" + "\"a\",".repeat(256) + "\"a\"]}}").field())
        .contains("target.argv");
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] latin = "{\"type\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refused(latin).kind()).isEqualTo(ProblemKind.MALFORMED_JSON);
    byte[] wide = "{\"type\":\"a\"}".getBytes(StandardCharsets.UTF_16);
    assertThat(refused(wide).kind()).isEqualTo(ProblemKind.MALFORMED_JSON);
    byte[] wider = "{\"type\":\"a\"}".getBytes(StandardCharsets.UTF_16LE);
    assertThat(refused(wider).kind()).isEqualTo(ProblemKind.MALFORMED_JSON);
    assertThat(refused(new byte[0]).detail()).isEqualTo("The body is empty.");
    assertThat(refused(new byte[] {0, 0, 0}).kind()).isEqualTo(ProblemKind.MALFORMED_JSON);
  }

  @Test
  void everyTruncationAndManyMutationsAreAnsweredNotThrown() {
    byte[] good =
        """
        {"type":"a:b","target":{"kind":"http","url":"http://h/p","headers":{"x":"y"}},
         "payload":{"n":[1,2.5e3,"\\u00e9é",null,true]},"queue":"q","priority":"low",
         "run_at":"2030-01-01T00:00:00.5+02:00","retry":{"base":"5s","delays":["1s"]},
         "labels":{"k":"v"},"delivery":"at_most_once","timeout":"PT1M"}
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(INTAKE.read(good, 0, good.length, NOW)).isInstanceOf(Intake.Accepted.class);
    for (int length = 0; length < good.length - 2; length++) {
      assertThat(INTAKE.read(good, 0, length, NOW)).isInstanceOf(Intake.Refused.class);
    }
    long seed = 42;
    var random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      assertThat(INTAKE.read(bad, 0, bad.length, NOW)).as("seed %s step %s", seed, i).isNotNull();
    }
  }

  private static String withLabels(int count) {
    var labels = new StringBuilder();
    for (int i = 0; i < count; i++) {
      labels.append(i == 0 ? "" : ",").append("\"l").append(i).append("\":\"v\"");
    }
    return "{\"type\":\"a\",\"labels\":{" + labels + "}}";
  }

  private static Problem refused(String body) {
    return refused(body.getBytes(StandardCharsets.UTF_8));
  }

  private static Problem refused(byte[] body) {
    return switch (INTAKE.read(body, 0, body.length, NOW)) {
      case Intake.Refused refused -> refused.problem();
      case Intake.Accepted accepted -> throw new AssertionError("accepted: " + accepted);
      case Intake.Recurring recurring -> throw new AssertionError("a schedule: " + recurring);
    };
  }

  static Stream<BadSubmission> table() {
    try (var in = BadSubmissionsTest.class.getResourceAsStream("bad-submissions.txt")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(BadSubmission::parse)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
