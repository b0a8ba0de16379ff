package io.tickwheel.alert.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwheel.alert.channel.Notification;
import io.tickwheel.alert.channel.Rfc3339;
import io.tickwheel.alert.decide.Alert;
import io.tickwheel.alert.decide.Change;
import io.tickwheel.alert.decide.Grouping;
import io.tickwheel.alert.decide.Rule;
import io.tickwheel.alert.store.Rendering;
import io.tickwheel.model.TaskId;
import java.util.UUID;
import java.util.stream.Collectors;

/// Says what happened: in a line, in a letter, and as JSON for programs.
public final class NotificationWords implements Rendering {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Notification render(long alertId, Grouping.Step step, long nowMillis) {
    Change change = step.change().orElseThrow();
    String title = title(step.alert(), change, step.count());
    return new Notification(
        newId(),
        change,
        nowMillis,
        title,
        text(alertId, step.alert(), title),
        json(data(alertId, step.alert(), change, step.count())));
  }

  /// What a channel is tried out with.
  public static Notification trial(String channelId, long nowMillis) {
    ObjectNode data = JSON.createObjectNode();
    data.put("change", Change.TEST.word());
    data.put("channel", channelId);
    return new Notification(
        newId(),
        Change.TEST,
        nowMillis,
        "channel " + channelId + " works",
        "Somebody tried the alert channel " + channelId + ". This message shows that it works.\n",
        json(data));
  }

  private static String newId() {
    return "alert_" + UUID.randomUUID();
  }

  private static String title(Alert alert, Change change, long count) {
    String type = plain(alert.key().taskType());
    String fate = alert.key().rule() == Rule.TASK_DEAD ? "dead" : "lost";
    return switch (change) {
      case FIRING -> tasks(count, "", type) + fate + ": " + alert.cause().sentence();
      case REPEATED -> tasks(count, "more ", type) + fate + ": " + alert.cause().sentence();
      case RESOLVED, TEST -> "resolved: no further " + type + " task is " + fate;
    };
  }

  private static String tasks(long count, String more, String type) {
    return "%d %s%s %s ".formatted(count, more, type, count == 1 ? "task is" : "tasks are");
  }

  private static String text(long alertId, Alert alert, String title) {
    return """
        %s

        task type    %s
        error        %s
        tasks        %s%s
        first        %s
        latest       %s
        in all       %d
        alert        %d
        """
        .formatted(
            title,
            plain(alert.key().taskType()),
            alert.cause().sentence(),
            alert.tasks().stream()
                .map(TaskId::toString)
                .collect(Collectors.joining("\n             ")),
            alert.total() > alert.tasks().size() ? "\n             …" : "",
            Rfc3339.format(alert.firstAtMillis()),
            Rfc3339.format(alert.lastAtMillis()),
            alert.total(),
            alertId);
  }

  private static ObjectNode data(long alertId, Alert alert, Change change, long count) {
    ObjectNode data = JSON.createObjectNode();
    data.put("alert_id", alertId);
    data.put("change", change.word());
    data.put("state", alert.firing() ? "firing" : "resolved");
    data.put("rule", alert.key().rule().word());
    data.put("task_type", alert.key().taskType());
    data.put("fingerprint", alert.key().fingerprint());
    data.putObject("error")
        .put("kind", alert.cause().kind())
        .put("code", alert.cause().code())
        .put("message", alert.cause().message());
    data.put("count", count);
    data.put("total", alert.total());
    data.put("first_at", Rfc3339.format(alert.firstAtMillis()));
    data.put("last_at", Rfc3339.format(alert.lastAtMillis()));
    var tasks = data.putArray("tasks");
    alert.tasks().forEach(task -> tasks.add(task.toString()));
    return data;
  }

  private static String json(ObjectNode data) {
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
