package io.tickwheel.scheduler.source;

import io.tickwheel.model.CatchUp;
import io.tickwheel.model.DurationText;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.Priority;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes the schedules of one crontab as text that [CrontabReader] reads as the same schedules.
public final class CrontabWriter {
  private final String crontab;
  private final OrderReader orders;
  private final int attemptsDefault;
  private final long now;

  /// `attemptsDefault` is what a line gets that does not say `max`.
  public CrontabWriter(String crontab, OrderReader orders, int attemptsDefault, long nowMillis) {
    this.crontab = crontab;
    this.orders = orders;
    this.attemptsDefault = attemptsDefault;
    this.now = nowMillis;
  }

  /// In the order of zones and ids, UTC first.
  public String write(List<ScheduleView> views) {
    Map<String, StringBuilder> byZone = new TreeMap<>();
    byZone.put("", new StringBuilder());
    var unwritten = new StringBuilder();
    for (ScheduleView view : views) {
      Optional<Order> order = order(view).filter(o -> readsAsTheSame(o, view));
      if (order.isPresent()) {
        String zone = order.get().zone();
        byZone
            .computeIfAbsent(zone.equals(CrontabReader.ZONE_FIRST) ? "" : zone, z -> head(z))
            .append(line(order.get()));
      } else {
        unwritten.append("# ").append(view.id()).append(" does not fit into a line\n");
      }
    }
    return String.join("", byZone.values()) + unwritten;
  }

  private static StringBuilder head(String zone) {
    return new StringBuilder(CrontabReader.ZONE_LINE).append(zone).append('\n');
  }

  private static String line(Order order) {
    String options = order.options().isEmpty() ? "" : " " + order.options();
    String payload = order.payload().isEmpty() ? "" : " " + order.payload();
    return order.cron() + " " + order.target() + options + payload + "\n";
  }

  private Optional<Order> order(ScheduleView view) {
    TaskSpec task = view.spec().task();
    if (!(view.spec().timing() instanceof Timing.Cron cron)) {
      return Optional.empty();
    }
    return target(task)
        .map(
            target ->
                new Order(
                    cron.expression(),
                    cron.zone(),
                    target,
                    options(view, task, new Order("", "", target, "", "")),
                    task.payload().text()));
  }

  private static Optional<String> target(TaskSpec task) {
    return switch (task.target()) {
      case Target.Handler handler -> Optional.of(task.type());
      case Target.Http http -> Optional.of(http.url());
      case Target.Process process -> Optional.empty();
    };
  }

  private String options(ScheduleView view, TaskSpec task, Order bare) {
    ScheduleSpec spec = view.spec();
    var text = new StringBuilder();
    if (!view.id().equals(OrderReader.idOf(crontab, bare))) {
      option("id", view.id().text(), text);
    }
    if (!task.queue().equals(TaskSpec.QUEUE_DEFAULT)) {
      option("queue", task.queue(), text);
    }
    if (task.priority() != Priority.NORMAL) {
      option("priority", word(task.priority()), text);
    }
    if (task.retry().maxAttempts() != attemptsDefault) {
      option("max", Integer.toString(task.retry().maxAttempts()), text);
    }
    if (task.timeoutMillis() != TaskSpec.TIMEOUT_DEFAULT_MILLIS) {
      option("timeout", DurationText.text(task.timeoutMillis()), text);
    }
    if (spec.overlap() != Overlap.SKIP) {
      option("overlap", word(spec.overlap()), text);
    }
    if (spec.catchUp().misfire() != CatchUp.DEFAULT.misfire()) {
      option("misfire", word(spec.catchUp().misfire()), text);
    }
    if (spec.jitterMillis() > 0) {
      option("jitter", DurationText.text(spec.jitterMillis()), text);
    }
    return text.toString();
  }

  private static void option(String name, String value, StringBuilder to) {
    to.append(to.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(value));
  }

  /// Only what would end the value, or be taken for encoded, is encoded.
  private static String encoded(String value) {
    var text = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b == '%' || b == '&' || b <= ' ') {
        text.append("%%%02X".formatted(b & 0xff));
      } else {
        text.append((char) b);
      }
    }
    return text.toString();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// What a line cannot say is told, not lost.
  private boolean readsAsTheSame(Order order, ScheduleView view) {
    String text = head(order.zone()) + line(order);
    List<Definition> read = CrontabReader.read(crontab, text, orders, now).definitions();
    ScheduleId id = view.id();
    return read.size() == 1
        && read.getFirst().id().equals(id)
        && read.getFirst().spec().equals(view.spec());
  }
}
