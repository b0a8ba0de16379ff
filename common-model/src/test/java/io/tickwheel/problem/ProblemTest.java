package io.tickwheel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void saysWhatIsWrongWhereAndWhatIsAccepted() {
    Problem problem =
        Problem.of(ProblemKind.INVALID_FIELD, "delay is 'x'.", "delay", "a duration").at(3);
    assertThat(problem.json())
        .isEqualTo(
            "{\"type\":\"https://tickwheel.io/problems/invalid-field\","
                + "\"title\":\"A field has a value that is not accepted\",\"status\":400,"
                + "\"detail\":\"delay is 'x'.\",\"field\":\"delay\",\"position\":3,"
                + "\"accepted\":\"a duration\"}");
    assertThat(Problem.unavailable("Not now.").json())
        .endsWith("\"status\":503,\"detail\":\"Not now.\",\"retry_after_seconds\":1}");
  }

  @Test
  void whatUsersWriteStaysInsideItsText() {
    assertThat(Problem.of(ProblemKind.BAD_REQUEST, "a\"b\\c\nd\u0001é").json())
        .endsWith("\"detail\":\"a\\\"b\\\\c\\u000ad\\u0001é\"}");
    assertThat(Problem.shown("a\nb\u202ec" + "d".repeat(100)))
        .startsWith("a\uFFFDb\uFFFDc")
        .hasSize(81);
  }
}
