package io.tickwheel.monitor.view;

import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.projection.Minute;

/// What happened in a minute, as JSON; what did not happen is left out.
public final class MinuteJson {
  private MinuteJson() {}

  public static void write(Minute minute, JsonText json) {
    json.open().time("start", minute.startMillis);
    for (Happening what : Happening.values()) {
      long count = minute.counts[what.ordinal()];
      if (count > 0) {
        json.number(what.word(), count);
      }
    }
    json.close();
  }
}
