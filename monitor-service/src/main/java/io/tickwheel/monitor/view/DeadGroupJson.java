package io.tickwheel.monitor.view;

import io.tickwheel.monitor.store.DeadGroup;
import java.util.List;

/// Dead letters by kind of error, as JSON.
public final class DeadGroupJson {
  private DeadGroupJson() {}

  public static void write(List<DeadGroup> groups, JsonText json) {
    json.open().openList("groups");
    for (DeadGroup group : groups) {
      json.open().text("fingerprint", TaskJson.fingerprint(group.fingerprint()));
      json.text("type", group.type()).number("count", group.tasks());
      json.time("first_at", group.firstAtMillis()).time("last_at", group.lastAtMillis());
      json.text("example_task_id", group.example().toString());
      TaskJson.error(group.failure().orElse(null), json);
      json.close();
    }
    json.closeList().close();
  }
}
