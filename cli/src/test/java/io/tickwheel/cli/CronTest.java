package io.tickwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Questions about cron expressions: one by one, and a line each.
final class CronTest {
  private static final String GOOD =
      "\"expr\":\"0 0 * * *\",\"tz\":\"UTC\",\"from\":\"2026-01-01T00:00:00Z\",\"count\":1}";

  @Test
  void nextIsAnArrayOfInstants() throws Exception {
    Run run =
        cron(
            "next",
            "30 2 * * *",
            "--tz",
            "America/New_York",
            "--from",
            "2026-03-07T00:00:00Z",
            "--count",
            "2",
            "-o",
            "json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(JsonText.compact(JsonText.read(run.out())))
        .isEqualTo("[\"2026-03-07T07:30:00.000Z\",\"2026-03-08T07:00:00.000Z\"]");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void policiesAreOptions() {
    String[] asked = {
      "next",
      "30 2 13 * SUN",
      "--tz",
      "America/New_York",
      "--from",
      "2026-03-08T05:00:00Z",
      "-n",
      "1"
    };
    assertThat(cron(asked).out()).contains("2026-03-08T07:00:00.000Z  2026-03-08 03:00:00 -04:00");
    assertThat(cron(with(asked, "--gap", "shift")).out()).contains("2026-03-08T07:30:00.000Z");
    assertThat(cron(with(asked, "--gap", "skip")).out()).contains("2026-03-13T06:30:00.000Z");
    assertThat(cron(with(asked, "--day-match", "and")).out()).contains("2026-09-13T06:30:00.000Z");
  }

  @Test
  void aCaretPointsAtTheMistake() {
    Run run = cron("next", "0 9\t* * mon-funday", "-o", "json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().skip(1)).containsExactly("0 9\t* * mon-funday", "   \t        ^");
    assertThat(run.err()).startsWith("tickwheel: weekday: 'funday' is no weekday; accepted: ");
  }

  @Test
  void somethingMissingIsPointedAtBehindTheEnd() {
    assertThat(cron("lint", "0 9 * *").err()).endsWith("%n0 9 * *%n       ^%n".formatted());
    assertThat(cron("explain", "").err()).endsWith("%n%n^%n".formatted());
  }

  @Test
  void whatSteersATerminalIsNotShown() {
    assertThat(cron("next", "0 \u001b[2J * * *").err())
        .contains("0 ?[2J * * *")
        .doesNotContain("\u001b");
  }

  @Test
  void anExpressionMayBeginLikeAnOptionOrAFile() {
    assertThat(cron("next", "-5 * * * *").err()).contains("minute: '-' cannot stand here");
    assertThat(cron("next", "@daily", "--from", "2026-01-01T00:00:00Z").out())
        .contains("2026-01-02T00:00:00.000Z");
    assertThat(cron("next", "--fom", "2026-01-01T00:00:00Z", "@daily").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "next;@daily;--tz;CEST             | IANA zone name",
        "next;@daily;--from;yesterday      | RFC 3339",
        "next;@daily;--from;2026-01-01     | RFC 3339",
        "next;@daily;--from;2026-02-30T00:00:00Z | RFC 3339",
        "next;@daily;--count;-1            | 0 to 10000",
        "next;@daily;--count;10001         | 0 to 10000",
        "next;@daily;--count;x             | --count",
        "next;@daily;--gap;never           | run_after_gap, shift, skip",
        "next;@daily;--overlap;never       | first, second, both",
        "next;@daily;--day-match;xor       | or, and",
        "next;@daily;--lines               | none may be given",
        "next                              | expression is missing",
        "next;--bogus                      | Unknown option",
        "explain;@daily;--lang;de          | en, zh",
        "''                                | next, explain and lint",
      })
  void badOptionsAreNamed(String words, String sentence) {
    Run run = cron(words.isEmpty() ? new String[0] : words.split(";"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-07T00:00:00Z,           2026-03-07T00:00:01.000Z",
    "2026-03-07T00:00:00.999999999Z, 2026-03-07T00:00:01.000Z",
    "2026-03-07t05:30:00+05:30,      2026-03-07T00:00:01.000Z",
    "2026-03-07T00:00:00.5-00:00,    2026-03-07T00:00:01.000Z",
    "1990-12-31T23:59:60Z,           1991-01-01T00:00:01.000Z",
    "0000-01-01T00:00:00Z,           0000-01-01T00:00:01.000Z",
    "9999-12-31T23:59:58Z,           9999-12-31T23:59:59.000Z",
  })
  void fromIsRfc3339(String from, String next) {
    Run run = cron("next", "* * * * * *", "--from", from, "-n", "1");
    assertThat(run.out()).contains(next);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-07T00:00Z",
    "2026-03-07 00:00:00Z",
    "2026-03-07T00:00:00",
    "2026-03-07T24:00:00Z",
    "2026-03-07T00:00:60Z",
    "2026-03-07T00:00:00+5:30",
    "2026-03-07T00:00:00+24:00",
    "10000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z",
  })
  void otherTimesAreRefused(String from) {
    assertThat(cron("next", "@daily", "--from=" + from).err()).contains("RFC 3339");
  }

  @Test
  void countNoneIsAnEmptyArray() {
    assertThat(cron("next", "@daily", "--count", "0", "-o", "json").out().strip()).isEqualTo("[ ]");
  }

  @Test
  void explainTellsMeaningNormalFormAndDueTimes() throws Exception {
    Run run =
        cron(
            "explain",
            "00 9 * * mon-fri",
            "--tz",
            "Asia/Shanghai",
            "--lang",
            "zh",
            "--from",
            "2026-01-01T00:00:00Z",
            "-n",
            "1",
            "-o",
            "json");
    assertThat(JsonText.compact(JsonText.read(run.out())))
        .isEqualTo(
            "{\"expression\":\"00 9 * * mon-fri\",\"description\":\"星期一至星期五，09:00\","
                + "\"normal_form\":\"0 9 * * 1-5\",\"zone\":\"Asia/Shanghai\",\"day_match\":\"or\","
                + "\"gap\":\"run_after_gap\",\"overlap\":\"first\","
                + "\"next\":[\"2026-01-01T01:00:00.000Z\"]}");
  }

  @Test
  void lintExitsWithWhetherItWarns() {
    Run silent =
        cron(
            "lint",
            "0 30 2 8 3 ? 2026",
            "--tz",
            "America/New_York",
            "--gap",
            "skip",
            "--from",
            "2026-01-01T00:00:00Z",
            "-o",
            "json");
    assertThat(silent.exitCode()).isEqualTo(ExitCode.WARNED);
    assertThat(silent.out()).contains("\"silent\"").contains("\"in_gap\"");

    Run fine = cron("lint", "0 12 * * *");
    assertThat(fine.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(fine.err()).contains("Nothing to warn of.");
  }

  @Test
  void eachLineHasItsAnswer() {
    assertThat(
            lines(
                "{\"id\":1," + GOOD,
                "{\"id\":\"two\",\"expr\":\"30 2 * * *\",\"tz\":\"America/New_York\","
                    + "\"from\":\"2026-03-08T00:00:00Z\",\"count\":1,\"gap\":\"shift\","
                    + "\"overlap\":\"both\",\"day_match\":\"and\",\"note\":\"ignored\"}",
                "{\"id\":3,\"expr\":\"0 0 0 1 1 ? 2020\",\"tz\":\"UTC\","
                    + "\"from\":\"2026-01-01T00:00:00Z\",\"count\":5}"))
        .containsExactly(
            "{\"id\":1,\"next\":[\"2026-01-02T00:00:00.000Z\"]}",
            "{\"id\":\"two\",\"next\":[\"2026-03-08T07:30:00.000Z\"]}",
            "{\"id\":3,\"next\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":7                                    | null | line  | ",
        "``                                           | null | line  | 0",
        "[1]                                          | null | line  | 0",
        "{\"id\":7} x                                 | null | line  | 9",
        "{\"expr\":\"* * * * *\"}                     | null | id    | 0",
        "{\"id\":[7],GOOD}                            | null | id    | 0",
        "{\"id\":7,\"expr\":5}                        | 7    | expr  | 0",
        "{\"id\":7}                                   | 7    | expr  | 0",
        "{\"id\":7,GOOD,\"expr\":\"0 0 * * 8\"}       | 7    | expr  | 8",
        "{\"id\":7,GOOD,\"expr\":\"0 0 * *\"}         | 7    | expr  | 7",
        "{\"id\":7,GOOD,\"tz\":\"Mars/Olympus\"}      | 7    | tz    | 0",
        "{\"id\":7,GOOD,\"tz\":null}                  | 7    | tz    | 0",
        "{\"id\":7,GOOD,\"from\":\"2026\"}            | 7    | from  | 0",
        "{\"id\":7,GOOD,\"from\":0}                   | 7    | from  | 0",
        "{\"id\":7,GOOD,\"count\":10001}              | 7    | count | 0",
        "{\"id\":7,GOOD,\"count\":-1}                 | 7    | count | 0",
        "{\"id\":7,GOOD,\"count\":1.5}                | 7    | count | 0",
        "{\"id\":7,GOOD,\"count\":\"1\"}              | 7    | count | 0",
        "{\"id\":7,GOOD,\"count\":99999999999999999999} | 7  | count | 0",
        "{\"id\":7,GOOD,\"gap\":\"hop\"}              | 7    | gap   | 0",
        "{\"id\":7,GOOD,\"overlap\":true}             | 7    | overlap | 0",
        "{\"id\":7,GOOD,\"day_match\":\"xor\"}        | 7    | day_match | 0",
      })
  void anUnusableLineStopsNothing(String line, String id, String field, Integer position)
      throws Exception {
    String asked = line == null ? "" : line.replace("GOOD", GOOD.substring(0, GOOD.length() - 1));
    List<String> answers = lines(asked, "{\"id\":1," + GOOD);

    assertThat(answers).hasSize(2);
    assertThat(answers.getLast()).isEqualTo("{\"id\":1,\"next\":[\"2026-01-02T00:00:00.000Z\"]}");
    var answer = (Json.Fields) JsonText.read(answers.getFirst());
    assertThat(JsonText.compact(answer.find("id").orElseThrow())).isEqualTo(id);
    var error = (Json.Fields) answer.find("error").orElseThrow();
    assertThat(error.text("field")).hasValue(field);
    assertThat(error.text("message")).isPresent();
    if (position != null) {
      assertThat(error.find("position")).hasValue(new Json.Figure(position.toString()));
    }
  }

  @Test
  void aLineTooLongIsAnsweredAndLeftBehind() {
    String tooLong = "{\"id\":1,\"expr\":\"" + "0".repeat(LineReader.BYTES_MAX * 3) + "\"}";
    List<String> answers = lines(tooLong, "{\"id\":2," + GOOD);
    assertThat(answers.getFirst()).contains("the line is too long");
    assertThat(answers.getLast()).startsWith("{\"id\":2,\"next\"");
  }

  @Test
  void linesMayCrossTheBuffersEnd() {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      asked.add("{\"id\":%d,\"pad\":\"%s\",%s".formatted(i, "é".repeat(i % 50), GOOD));
    }
    List<String> answers = lines(asked.toArray(String[]::new));
    assertThat(answers).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(answers.get(i)).startsWith("{\"id\":%d,\"next\"".formatted(i));
    }
  }

  private static List<String> lines(String... lines) {
    Run run = Run.of(Map.of(), String.join("\n", lines), "cron", "next", "--lines");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    return run.out().lines().toList();
  }

  private static Run cron(String... words) {
    return Run.of(Map.of(), "", with(new String[] {"cron"}, words));
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
