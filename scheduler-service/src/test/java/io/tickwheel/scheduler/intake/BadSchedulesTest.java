package io.tickwheel.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bad schedule is refused with its kind, its field, the place, and what would be accepted.
class BadSchedulesTest {
  private static final long NOW = 1_767_225_600_000L;
  private static final ScheduleIntake INTAKE =
      new ScheduleIntake(RetryPolicy.DEFAULT, new SplittableRandom(42));

  record BadSchedule(String slug, String field, String position, String body) {
    static BadSchedule parse(String line) {
      String[] parts = line.split(" ", 4);
      return new BadSchedule(
          parts[0], parts[1], parts[2], parts[3].replace("TASK", "{\"type\":\"a\"}"));
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void isRefusedWithKindFieldAndPlace(BadSchedule bad) {
    Problem problem = refused(() -> INTAKE.create(bytes(bad.body), NOW));
    assertThat(problem.kind().slug()).as(problem.detail()).isEqualTo(bad.slug);
    assertThat(problem.field().orElse("-")).as(problem.detail()).isEqualTo(bad.field);
    String position = problem.position().isPresent() ? "" + problem.position().getAsInt() : "-";
    assertThat(position).as(problem.detail()).isEqualTo(bad.position);
    assertThat(problem.detail()).isNotBlank().doesNotContain("\n", "\u0000", "\u001b", "Exception");
    assertThat(problem.status()).isBetween(400, 499);
    if (problem.field().isPresent()) {
      assertThat(problem.accepted().orElse("")).isNotBlank();
    }
  }

  @Test
  void theTableIsLarge() {
    assertThat(table()).hasSizeGreaterThan(80);
  }

  @Test
  void whatIsRefusedWhenCreatedIsRefusedWhenReplaced() {
    var id = new ScheduleId("x");
    table()
        .filter(bad -> !bad.field.equals("id"))
        .forEach(
            bad ->
                assertThat(refused(() -> INTAKE.replace(id, bytes(bad.body), NOW)).kind().slug())
                    .isEqualTo(bad.slug));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          missing-field        | cron           | {"type":"a"}
          missing-field        | type           | {"cron":"* * * * *"}
          invalid-field        | cron           | {"type":"a","cron":"* * * *"}
          invalid-field        | delay          | {"type":"a","cron":"* * * * *","delay":"5s"}
          invalid-field        | start_deadline | {"type":"a","cron":"* * * * *","start_deadline":"5s"}
          unknown-field        | task           | {"type":"a","cron":"* * * * *","task":{"type":"b"}}
          unknown-field        | typ            | {"typ":"a","cron":"* * * * *"}
          conflicting-fields   | data           | {"type":"a","cron":"* * * * *","payload":1,"data":2}
          """)
  void aRecurringTaskIsRefusedWithKindAndField(String slug, String field, String body) {
    byte[] bytes = bytes(body);
    Problem problem =
        refused(() -> INTAKE.recurring(bytes, 0, bytes.length, Optional.empty(), NOW));
    assertThat(problem.kind().slug()).as(problem.detail()).isEqualTo(slug);
    assertThat(problem.field()).contains(field);
  }

  @Test
  void aReadOnlyFieldIsSaidToBeOne() {
    Problem problem = refused(() -> INTAKE.create(bytes("{\"state\":\"paused\"}"), NOW));
    assertThat(problem.detail()).contains("cannot be set");
    assertThat(refused(() -> INTAKE.create(bytes("{\"tz\":\"UTC\"}"), NOW)).detail())
        .contains("Did you mean timezone?");
  }

  @Test
  void noBytesBreakIt() {
    byte[] good =
        bytes(
            "{\"cron\":\"0 9 * * MON\",\"timezone\":\"UTC\",\"exclusions\":[\"2030-12-25\"],"
                + "\"jitter\":\"5s\",\"task\":{\"type\":\"a\",\"payload\":{\"x\":[1]}}}");
    assertThat(INTAKE.create(good, NOW).spec().jitterMillis()).isEqualTo(5_000);
    long seed = 42;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(INTAKE.create(bad, NOW)).isNotNull();
      } catch (ProblemException e) {
        assertThat(e.problem().status()).as("seed %s step %s", seed, i).isBetween(400, 499);
      }
    }
  }

  private interface Attempt {
    Object run();
  }

  private static Problem refused(Attempt attempt) {
    ProblemException e = catchThrowableOfType(ProblemException.class, attempt::run);
    assertThat(e).as("accepted").isNotNull();
    return e.problem();
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<BadSchedule> table() {
    try (var in = BadSchedulesTest.class.getResourceAsStream("bad-schedules.txt")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(BadSchedule::parse)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
