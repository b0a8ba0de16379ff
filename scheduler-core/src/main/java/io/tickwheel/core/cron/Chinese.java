package io.tickwheel.core.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `3月、6月，每月最后一个星期五，02:30`.
final class Chinese implements Tongue {
  private static final List<String> WEEKDAYS =
      List.of("星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六");
  private static final List<String> NUMBERS = List.of("一", "二", "三", "四", "五");

  @Override
  public String every(int step, CronField unit) {
    String counter = unit == CronField.HOUR ? "小时" : unit(unit);
    String single = unit == CronField.SECOND ? "每秒" : "每" + counter;
    return step == 1 ? single : "每" + step + counter;
  }

  @Override
  public String elapsed(String duration) {
    return "每隔 " + duration + " 一次（按经过的时间）";
  }

  @Override
  public String at(List<String> times) {
    return String.join("、", times);
  }

  @Override
  public String when(CronField field, Values values) {
    return switch (field) {
      case SECOND, MINUTE -> "第" + runs(values, Integer::toString) + unit(field);
      case HOUR, YEAR -> runs(values, value -> value + unit(field));
      case DAY_OF_MONTH -> "每月" + runs(values, day -> day + "日");
      case MONTH -> runs(values, month -> month + "月");
      case DAY_OF_WEEK -> runs(values, WEEKDAYS::get);
    };
  }

  @Override
  public String time(List<String> phrases) {
    return String.join(" ", phrases.reversed());
  }

  @Override
  public String eachDay() {
    return "每天";
  }

  @Override
  public String dayBeforeLast(int days) {
    return days == 0 ? "每月最后一天" : "每月倒数第" + (days + 1) + "天";
  }

  @Override
  public String nearestWeekday(int day) {
    return "离每月" + day + "日最近的工作日（星期一至星期五）";
  }

  @Override
  public String lastWeekday() {
    return "每月最后一个工作日（星期一至星期五）";
  }

  @Override
  public String nth(int weekday, int n) {
    return "每月第" + NUMBERS.get(n - 1) + "个" + WEEKDAYS.get(weekday);
  }

  @Override
  public String last(int weekday) {
    return "每月最后一个" + WEEKDAYS.get(weekday);
  }

  @Override
  public String anyOf(List<String> days) {
    return String.join("或", days);
  }

  @Override
  public String both(String first, String second) {
    return first + "且为" + second;
  }

  /// The larger unit comes first.
  @Override
  public String sentence(String time, String days, String months, String years) {
    return Stream.of(years, months, days, time)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("，"));
  }

  @Override
  public String inZone(String sentence, String zone) {
    return sentence + "（时区 " + zone + "）";
  }

  private static String unit(CronField field) {
    return switch (field) {
      case SECOND -> "秒";
      case MINUTE -> "分钟";
      case HOUR -> "点";
      case DAY_OF_MONTH, DAY_OF_WEEK -> "天";
      case MONTH -> "月";
      case YEAR -> "年";
    };
  }

  private static String runs(Values values, IntFunction<String> word) {
    List<String> items = new ArrayList<>();
    for (Values.Run run : values.runs()) {
      String first = word.apply(run.first());
      String last = word.apply(run.last());
      switch (run.last() - run.first()) {
        case 0 -> items.add(first);
        case 1 -> items.addAll(List.of(first, last));
        default -> items.add(first + "至" + last);
      }
    }
    return String.join("、", items);
  }
}
