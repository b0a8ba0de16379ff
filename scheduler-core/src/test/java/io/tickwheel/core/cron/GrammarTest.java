package io.tickwheel.core.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is accepted, what it means, and where a refusal points.
final class GrammarTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // One field, one value
        "0 0 1 1 *             | 0 0 1 1 *",
        "59 23 31 12 6         | 59 23 31 12 6",
        "05 00 * * *           | 5 0 * * *",
        "  5\t0  * * *         | 5 0 * * *",
        // Lists, ranges, steps
        "3,1,2,1 * * * *       | 1-3 * * * *",
        "1,2 * * * *           | 1,2 * * * *",
        "*,5 * * * *           | * * * * *",
        "0-59 0-23 * 1-12 *    | * * * * *",
        "*/1 */1 * */1 *       | * * * * *",
        "*/15 * * * *          | */15 * * * *",
        "*/60 * * * *          | 0 * * * *",
        "*/59 * * * *          | 0,59 * * * *",
        "7/20 * * * *          | 7/20 * * * *",
        "50/20 * * * *         | 50 * * * *",
        "10-20/3 * * * *       | 10-19/3 * * * *",
        "10-20/30 * * * *      | 10 * * * *",
        "30-30 * * * *         | 30 * * * *",
        "* * */2 * *           | * * */2 * *",
        "* * 2/10 * *          | * * 2/10 * *",
        "* * */31 * *          | * * 1 * *",
        "* * * */5 *           | * * * */5 *",
        "* * * */12 *          | * * * 1 *",
        "1,5-10/5,40/10 * * * *| 1,5,10,40,50 * * * *",
        // Names
        "* * * jan-Mar,DEC *   | * * * 1-3,12 *",
        "* * * FEB/5 *         | * * * 2/5 *",
        "* * * JAN-3 *         | * * * 1-3 *",
        "* * * * sun,Wed       | * * * * 0,3",
        // Weekdays
        "* * * * 7             | * * * * 0",
        "* * * * 5-7           | * * * * 0,5,6",
        "* * * * 7-2           | * * * * 0-2",
        "* * * * 0-7           | * * * * 0-6",
        "* * * * 1-7           | * * * * 0-6",
        "* * * * 7-7           | * * * * 0",
        "* * * * 7-0           | * * * * 0",
        "* * * * SUN-SUN       | * * * * 0",
        "* * * * SAT-SUN       | * * * * 0,6",
        "* * * * FRI-MON       | * * * * 0,1,5,6",
        "* * * * 6-1           | * * * * 0,1,6",
        "* * * * FRI-MON/2     | * * * * 0,5",
        "* * * * 6-4/3         | * * * * 2,6",
        "* * * * 3/2           | * * * * 3,5",
        "* * * * MON/2         | * * * * 1/2",
        "* * * * 7/2           | * * * * */2",
        "* * * * */2           | * * * * */2",
        "* * * * */7           | * * * * 0",
        "* * * * 1-7/2         | * * * * 0,1,3,5",
        // Day words
        "* * ? * ?             | * * * * *",
        "* * L * *             | * * L * *",
        "* * l-3,lw,15w * *    | * * 15W,L-3,LW * *",
        "* * L-30 * *          | * * L-30 * *",
        "* * 31W * *           | * * 31W * *",
        "* * * * FRI#2         | * * * * 5#2",
        "* * * * 7#1,0#1       | * * * * 0#1",
        "* * * * 5L,friL,SATL  | * * * * 5L,6L",
        "* * 1,L * MON,FRI#5   | * * 1,L * 1,5#5",
        "* * 1-31 * *          | * * 1-31 * *",
        // Six and seven fields
        "0 5 4 * * *           | 5 4 * * *",
        "*/10 * * * * *        | */10 * * * * *",
        "0 0 0 1 1 ? 2030      | 0 0 0 1 1 * 2030",
        "0 0 0 1 1 ? *         | 0 0 1 1 *",
        "0 0 0 1 1 ? 2090/5    | 0 0 0 1 1 * 2090,2095",
        "0 0 0 1 1 ? 1970-2099 | 0 0 0 1 1 * 1970-2099",
        "0 0 0 29 2 ? 2000/4   | 0 0 0 29 2 * 2000/4",
        // Aliases and zones
        "@yearly               | 0 0 1 1 *",
        "@ANNUALLY             | 0 0 1 1 *",
        "@monthly              | 0 0 1 * *",
        "@weekly               | 0 0 * * 0",
        "@daily                | 0 0 * * *",
        "' @Midnight '         | 0 0 * * *",
        "@hourly               | 0 * * * *",
        "@every 90s            | @every 1m30s",
        "@every 1h30m          | @every 1h30m",
        "@every PT1H           | @every 1h",
        "@every 1000ms         | @every 1s",
        "CRON_TZ=Asia/Tokyo @daily     | CRON_TZ=Asia/Tokyo 0 0 * * *",
        "CRON_TZ=UTC 0 0 * * *         | CRON_TZ=UTC 0 0 * * *",
      })
  void acceptedTextsMeanThis(String text, String normalForm) {
    CronExpression expression = CronExpression.parse(text);

    assertThat(expression.normalForm()).isEqualTo(normalForm);
    assertThat(CronExpression.parse(normalForm).pattern()).isEqualTo(expression.pattern());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"                  | 0  | expression is missing",
        "\"   \"               | 3  | expression is missing",
        "* * * *               | 7  | 4 of at least 5 fields",
        "\"* * * * \"          | 8  | 4 of at least 5 fields",
        "* * * * * * * *       | 14 | eighth field",
        "60 * * * *            | 0  | a minute from 0 to 59",
        "* 24 * * *            | 2  | an hour from 0 to 23",
        "* * 0 * *             | 4  | from 1 to 31",
        "* * 32 * *            | 4  | from 1 to 31",
        "* * * 13 *            | 6  | from 1 to 12 or JAN to DEC",
        "* * * * 8             | 8  | from 0 to 7 or SUN to SAT",
        "60 * * * * *          | 0  | a second from 0 to 59",
        "0 0 0 1 1 ? 1969      | 12 | from 1970 to 2099",
        "0 0 0 1 1 ? 2100      | 12 | from 1970 to 2099",
        "0 0 0 1 1 ? 24        | 12 | four digits",
        "100 * * * *           | 0  | two digits",
        "000 * * * *           | 0  | two digits",
        "1,60 * * * *          | 2  | out of range",
        "1-60 * * * *          | 2  | out of range",
        "1,,2 * * * *          | 2  | missing",
        "1, * * * *            | 2  | missing",
        ",1 * * * *            | 0  | missing",
        "1- * * * *            | 2  | missing",
        "* * * * 1-            | 10 | missing",
        "*/ * * * *            | 2  | missing",
        "*/0 * * * *           | 2  | a step from 1 to 60",
        "*/61 * * * *          | 2  | a step from 1 to 60",
        "* */25 * * *          | 4  | a step from 1 to 24",
        "* * */32 * *          | 6  | a step from 1 to 31",
        "* * * */13 *          | 8  | a step from 1 to 12",
        "* * * * */8           | 10 | a step from 1 to 7",
        "1-5/61 * * * *        | 4  | a step from 1 to 60",
        "*/5/2 * * * *         | 3  | '/' cannot stand here",
        "*-5 * * * *           | 1  | '-' cannot stand here",
        "*5 * * * *            | 1  | '5' cannot stand here",
        "5x * * * *            | 1  | 'x' cannot stand here",
        "-5 * * * *            | 0  | '-' cannot stand here",
        "5-2 * * * *           | 2  | ends before it begins",
        "* 22-2 * * *          | 5  | ends before it begins",
        "* * 31-1 * *          | 7  | ends before it begins",
        "* * * NOV-FEB *       | 10 | ends before it begins",
        "? * * * *             | 0  | '?' means nothing here",
        "* * ?,5 * *           | 4  | '?' alone",
        "* * 5,? * *           | 6  | '?' alone",
        "* * ?/2 * *           | 4  | '?' alone",
        "* * L-0 * *           | 6  | from 1 to 30",
        "* * L-31 * *          | 6  | from 1 to 30",
        "* * L-3W * *          | 7  | 'W' cannot stand here",
        "* * W * *             | 4  | no day of the month",
        "* * 0W * *            | 4  | out of range",
        "* * 1-5W * *          | 7  | 'W' cannot stand here",
        "* * 15W/2 * *         | 7  | '/' cannot stand here",
        "* * L/2 * *           | 5  | '/' cannot stand here",
        "* * 1-L * *           | 6  | no day of the month",
        "* * MON * *           | 4  | no day of the month",
        "* * * * L             | 8  | no weekday",
        "* * * * LW            | 8  | no weekday",
        "* * * * 1W            | 9  | 'W' cannot stand here",
        "* * * * 5#0           | 10 | a number from 1 to 5",
        "* * * * 5#6           | 10 | a number from 1 to 5",
        "* * * * 5#            | 10 | missing",
        "* * * * #2            | 8  | '#' cannot stand here",
        "* * * * MON-FRI#2     | 15 | '#' cannot stand here",
        "* * * * MONDAY        | 8  | no weekday",
        "* * * JANUARY *       | 6  | no month",
        "* * * JA *            | 6  | no month",
        "* JAN * * *           | 2  | no hour",
        "H * * * *             | 0  | no minute",
        "TZ=UTC * * * * *      | 0  | CRON_TZ=Zone",
        "CRON_TZ=Foo * * * * * | 8  | no zone 'Foo'",
        "CRON_TZ=+02:00 @daily | 8  | IANA",
        "CRON_TZ=Z @daily      | 8  | IANA",
        "CRON_TZ= * * * * *    | 8  | zone is missing",
        "CRON_TZ=UTC           | 11 | expression is missing",
        "@reboot               | 0  | @hourly",
        "@dailyx               | 0  | no alias",
        "@daily x              | 7  | nothing may follow",
        "@every                | 6  | duration is missing",
        "@every 5              | 7  | no duration",
        "@every 0s             | 7  | at least 1s",
        "@every 500ms          | 7  | whole seconds",
        "@every 1500ms         | 7  | whole seconds",
        "@every -5s            | 7  | no duration",
        "@every 5s 5s          | 10 | nothing may follow",
        "* * 30 2 *            | 4  | never be due",
        "* * 31 4,6,9,11 *     | 4  | never be due",
        "* * 31W feb *         | 4  | never be due",
        "* * L-29 2 *          | 4  | never be due",
        "0 0 0 29 2 ? 2023     | 6  | never be due",
        "0 0 0 ? 2 1#5 2023    | 10 | never be due",
        "* * * * é             | 8  | ASCII",
        "60 * * * １           | 9  | ASCII",
      })
  void refusalsPointAtTheMistake(String text, int position, String accepted) {
    var refusal = catchThrowableOfType(BadCronException.class, () -> CronExpression.parse(text));

    assertThat(refusal).as(text).isNotNull();
    assertThat(refusal.position()).as(refusal.sentence()).isEqualTo(position);
    assertThat(refusal.sentence()).contains(accepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"* * * * *\n", "*\u00a0* * * * *", "* *\r* * *", "* * * * *\u0000"})
  void onlyBlanksAndTabsSeparate(String text) {
    assertThat(catchThrowableOfType(BadCronException.class, () -> CronExpression.parse(text)))
        .hasMessageContaining("ASCII, blanks and tabs");
  }

  @Test
  void aTextOf512CharactersIsTheLongest() {
    String longest = "0" + ",0".repeat(251) + " * * * *" + " ";
    assertThat(longest).hasSize(512);
    assertThat(CronExpression.parse(longest).normalForm()).isEqualTo("0 * * * *");

    var refusal =
        catchThrowableOfType(BadCronException.class, () -> CronExpression.parse(longest + " "));
    assertThat(refusal.position()).isEqualTo(512);
  }

  @Test
  void whatDaysAreDueTogetherIsAskedToBePossible() {
    assertThat(CronExpression.parse("0 0 31 2 MON").normalForm()).isEqualTo("0 0 31 2 1");
    assertThat(
            catchThrowableOfType(
                    BadCronException.class,
                    () -> CronExpression.parse("0 0 1W * SAT", DayMatch.AND))
                .position())
        .isEqualTo(4);
  }

  @Test
  void zonesAreIanas() {
    assertThat(Zones.find("Europe/Berlin")).isPresent();
    assertThat(Zones.find("EST")).isPresent();
    assertThat(Zones.find("Etc/GMT+5")).isPresent();
    for (String no : new String[] {"", "Z", "+02:00", "UTC+1", "SystemV/EST5", "europe/berlin"}) {
      assertThat(Zones.find(no)).as(no).isEmpty();
    }
  }
}
