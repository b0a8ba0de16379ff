package io.tickwheel.scheduler.source;

/// One schedule as a crontab's line or a table's row says it, each part as it is written there.
///
/// `options` is empty or begins with `?`; `payload` is empty or JSON.
record Order(String cron, String zone, String target, String options, String payload) {
  boolean isCallback() {
    return isCallback(target);
  }

  static boolean isCallback(String target) {
    return target.startsWith("http://") || target.startsWith("https://");
  }
}
