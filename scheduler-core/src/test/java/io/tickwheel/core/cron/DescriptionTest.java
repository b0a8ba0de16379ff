package io.tickwheel.core.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people are told about an expression.
final class DescriptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *        | every minute | 每分钟",
        "* * * * * *      | every second | 每秒",
        "*/5 * * * *      | every 5 minutes | 每5分钟",
        "0 * * * *        | every hour | 每小时",
        "0 */2 * * *      | every 2 hours | 每2小时",
        "7 * * * *        | at minute 7 | 第7分钟",
        "30 2 * * *       | at 02:30 every day | 每天，02:30",
        "5 30 2 * * *     | at 02:30:05 every day | 每天，02:30:05",
        "*/15 9-17 * * 1-5 | every 15 minutes during hours 9 to 17 on Monday to Friday | 星期一至星期五，9点至17点 每15分钟",
        "0 0 1,15 * *     | at 00:00 on days 1 and 15 of the month | 每月1日、15日，00:00",
        "0 9 L 3,6 *      | at 09:00 on the last day of the month, in March and June | 3月、6月，每月最后一天，09:00",
        "0 9 L-1 * *      | at 09:00 on the day before the last of the month | 每月倒数第2天，09:00",
        "0 9 LW * *       | at 09:00 on the last weekday (Monday to Friday) of the month | 每月最后一个工作日（星期一至星期五），09:00",
        "0 9 15W * *      | at 09:00 on the weekday (Monday to Friday) nearest day 15 | 离每月15日最近的工作日（星期一至星期五），09:00",
        "0 9 * * 5#2      | at 09:00 on the second Friday of the month | 每月第二个星期五，09:00",
        "0 9 * * 5L       | at 09:00 on the last Friday of the month | 每月最后一个星期五，09:00",
        "0 0 13 * FRI     | at 00:00 on day 13 of the month or on Friday | 每月13日或星期五，00:00",
        "0 0 0 1 1 ? 2030 | at 00:00 on day 1 of the month, in January, in 2030 | 2030年，1月，每月1日，00:00",
        "@every 90s       | every 1m30s of elapsed time | 每隔 1m30s 一次（按经过的时间）",
        "CRON_TZ=Asia/Tokyo 0 9 * * * | at 09:00 every day, in Asia/Tokyo | 每天，09:00（时区 Asia/Tokyo）",
      })
  void itIsToldInEnglishAndChinese(String text, String english, String chinese) {
    CronExpression expression = CronExpression.parse(text);
    assertThat(expression.describe(Language.ENGLISH)).isEqualTo(english);
    assertThat(expression.describe(Language.CHINESE)).isEqualTo(chinese);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 12 * * *            | run_after_gap | or  | ''",
        "@every 90s            | run_after_gap | or  | ''",
        "0 0 13 * FRI          | run_after_gap | or  | both_days",
        "0 0 13 * FRI          | run_after_gap | and | ''",
        "0 12 * * FRI          | run_after_gap | and | day_match_unused",
        "*/7 * * * *           | run_after_gap | or  | uneven_step",
        "*/15 * * * *          | run_after_gap | or  | ''",
        "*/60 * * * *          | run_after_gap | or  | single_step",
        "0 12 */2 * *          | run_after_gap | or  | uneven_step",
        "0 12 31 * *           | run_after_gap | or  | missing_days",
        "0 12 31 1,3 *         | run_after_gap | or  | ''",
        "0 12 31,L * *         | run_after_gap | or  | ''",
        "0 12 1 * 0-6          | run_after_gap | or  | both_days every_day",
        "* * * * * *           | run_after_gap | or  | every_second",
        "* 12 * * *            | run_after_gap | or  | every_minute",
        "0 0 12 1 1 ? 2020     | run_after_gap | or  | over",
        "30 2 * * *            | run_after_gap | or  | in_gap",
        "30 1 * * *            | run_after_gap | or  | in_overlap",
        "30 2 * 3 SUN#2        | skip          | or  | silent in_gap",
        "0 30 2 8 3 ? 2026     | skip          | or  | silent in_gap",
        "30 * * * *            | skip          | or  | policy_unused",
      })
  void lintWarnsOfWhatMayNotBeMeant(String text, String gap, String match, String codes) {
    var expression = CronExpression.parse(text, DayMatch.of(match).orElseThrow());
    var policy = new DstPolicy(GapPolicy.of(gap).orElseThrow(), OverlapPolicy.FIRST);
    List<Warning> warnings =
        expression.lint(
            ZoneId.of("America/New_York"),
            policy,
            Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    assertThat(warnings.stream().map(Warning::code))
        .as(warnings.toString())
        .isEqualTo(codes.isEmpty() ? List.of() : List.of(codes.split(" ")));
  }
}
