package io.tickwheel.core.ready;

/// Which of two waiting tasks starts first: the one on the higher level, where each ageing interval
/// of waiting lifts a task by one level; on the same level the one that has waited longer.
final class Urgency {
  private Urgency() {}

  static boolean precedes(Waiting one, Waiting other, long nowMillis, long ageingMillis) {
    long difference = level(one, nowMillis, ageingMillis) - level(other, nowMillis, ageingMillis);
    return difference != 0 ? difference < 0 : one.waitingSinceMillis() < other.waitingSinceMillis();
  }

  private static long level(Waiting element, long nowMillis, long ageingMillis) {
    long lifted = Math.max(0, nowMillis - element.waitingSinceMillis()) / ageingMillis;
    return Math.max(1, element.level() - lifted);
  }
}
