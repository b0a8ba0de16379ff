package io.tickwheel.scheduler.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.tickwheel.model.DurationText;
import io.tickwheel.model.Payload;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a task was submitted with, in the form in which it may be submitted.
final class SpecJson {
  private static final JsonFactory JSON = new JsonFactory();

  private static final Pattern SECRET =
      Pattern.compile(
          "auth|token|secret|passw|key|cookie|credential|signature", Pattern.CASE_INSENSITIVE);

  private SpecJson() {}

  /// Everything but the payload, as fields of the object that is being written.
  static void fields(TaskSpec spec, JsonGenerator json) throws IOException {
    json.writeNumberField("max_attempts", spec.retry().maxAttempts());
    template(spec, json);
    if (spec.startDeadlineMillis() > 0) {
      JsonBytes.time(json, "start_deadline", spec.startDeadlineMillis());
    }
  }

  /// The fields that a schedule's task has, too; all of them may be submitted as they are.
  static void template(TaskSpec spec, JsonGenerator json) throws IOException {
    json.writeStringField("type", spec.type());
    json.writeFieldName("target");
    target(spec.target(), json);
    json.writeStringField("queue", spec.queue());
    json.writeNumberField("priority", spec.priority().level());
    json.writeStringField("delivery", word(spec.delivery()));
    json.writeFieldName("retry");
    retry(spec.retry(), json);
    json.writeStringField("timeout", DurationText.text(spec.timeoutMillis()));
    texts("labels", spec.labels(), json);
    texts("executor_selector", spec.executorSelector(), json);
  }

  /// Content that is JSON is written as it is, everything else as text.
  static void content(String field, Payload content, JsonGenerator json) throws IOException {
    json.writeFieldName(field);
    if (isJson(content.bytes())) {
      json.writeRawValue(content.text());
    } else {
      json.writeString(content.text());
    }
  }

  private static boolean isJson(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() == null || parser.currentTokenLocation().getByteOffset() < 0) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static void target(Target target, JsonGenerator json) throws IOException {
    json.writeStartObject();
    switch (target) {
      case Target.Http http -> {
        json.writeStringField("kind", "http");
        json.writeStringField("method", http.method());
        json.writeStringField("url", http.url());
        texts("headers", masked(http.headers()), json);
      }
      case Target.Process process -> {
        json.writeStringField("kind", "process");
        json.writeArrayFieldStart("argv");
        for (String argument : process.argv()) {
          json.writeString(argument);
        }
        json.writeEndArray();
        texts("env", masked(process.env()), json);
      }
      case Target.Handler handler -> json.writeStringField("kind", "handler");
    }
    json.writeEndObject();
  }

  /// Whoever may see a task need not see the secrets it works with.
  private static Map<String, String> masked(Map<String, String> texts) {
    var shown = new TreeMap<String, String>();
    texts.forEach((name, value) -> shown.put(name, SECRET.matcher(name).find() ? "***" : value));
    return shown;
  }

  private static void retry(RetryPolicy retry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("max_attempts", retry.maxAttempts());
    json.writeStringField("strategy", word(retry.strategy()));
    json.writeStringField("base", DurationText.text(retry.baseMillis()));
    json.writeNumberField("factor", retry.factor());
    json.writeStringField("cap", DurationText.text(retry.capMillis()));
    json.writeStringField(
        "jitter",
        retry.jitter() == RetryPolicy.Jitter.ADDITIVE
            ? DurationText.text(retry.jitterMillis())
            : word(retry.jitter()));
    if (!retry.delaysMillis().isEmpty()) {
      json.writeArrayFieldStart("delays");
      for (long delay : retry.delaysMillis()) {
        json.writeString(DurationText.text(delay));
      }
      json.writeEndArray();
    }
    if (!retry.fatalExitCodes().isEmpty()) {
      json.writeArrayFieldStart("fatal_exit_codes");
      for (int code : retry.fatalExitCodes()) {
        json.writeNumber(code);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  static void texts(String field, Map<String, String> texts, JsonGenerator json)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(field);
    for (var entry : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
