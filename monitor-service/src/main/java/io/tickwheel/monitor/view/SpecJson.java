package io.tickwheel.monitor.view;

import io.tickwheel.model.DurationText;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a task was submitted with, in the form in which it may be submitted.
final class SpecJson {
  private static final Pattern SECRET =
      Pattern.compile(
          "auth|token|secret|passw|key|cookie|credential|signature", Pattern.CASE_INSENSITIVE);

  private SpecJson() {}

  static void fields(TaskSpec spec, JsonText json) {
    json.text("type", spec.type());
    target(spec.target(), json);
    json.text("queue", spec.queue()).number("priority", spec.priority().level());
    json.text("delivery", word(spec.delivery()));
    json.number("max_attempts", spec.retry().maxAttempts());
    retry(spec.retry(), json);
    json.text("timeout", DurationText.text(spec.timeoutMillis()));
    json.time("start_deadline", spec.startDeadlineMillis());
    json.texts("labels", spec.labels()).texts("executor_selector", spec.executorSelector());
    if (!spec.payload().isEmpty()) {
      json.content("payload", spec.payload());
    }
  }

  private static void target(Target target, JsonText json) {
    json.open("target");
    switch (target) {
      case Target.Http http -> {
        json.text("kind", "http").text("method", http.method()).text("url", http.url());
        json.texts("headers", masked(http.headers()));
      }
      case Target.Process process -> {
        json.text("kind", "process").openList("argv");
        process.argv().forEach(json::text);
        json.closeList().texts("env", masked(process.env()));
      }
      case Target.Handler handler -> json.text("kind", "handler");
    }
    json.close();
  }

  /// Whoever may see a task need not see the secrets it works with.
  private static Map<String, String> masked(Map<String, String> texts) {
    var shown = new TreeMap<String, String>();
    texts.forEach((name, value) -> shown.put(name, SECRET.matcher(name).find() ? "***" : value));
    return shown;
  }

  private static void retry(RetryPolicy retry, JsonText json) {
    json.open("retry").number("max_attempts", retry.maxAttempts());
    json.text("strategy", word(retry.strategy()));
    json.text("base", DurationText.text(retry.baseMillis())).number("factor", retry.factor());
    json.text("cap", DurationText.text(retry.capMillis()));
    boolean additive = retry.jitter() == RetryPolicy.Jitter.ADDITIVE;
    json.text("jitter", additive ? DurationText.text(retry.jitterMillis()) : word(retry.jitter()));
    if (!retry.delaysMillis().isEmpty()) {
      json.openList("delays");
      retry.delaysMillis().forEach(delay -> json.text(DurationText.text(delay)));
      json.closeList();
    }
    if (!retry.fatalExitCodes().isEmpty()) {
      json.openList("fatal_exit_codes");
      retry.fatalExitCodes().forEach(json::number);
      json.closeList();
    }
    json.close();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
