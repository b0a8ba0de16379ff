package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A specification while its body is being read. One draft serves one body.
final class SpecDraft {
  private static final List<String> DELIVERIES = List.of("at_least_once", "at_most_once");

  private final RetryPolicy retryDefault;
  private final Set<SpecField> seen = EnumSet.noneOf(SpecField.class);

  private @Nullable String type;
  private @Nullable Target target;
  private Payload payload = Payload.EMPTY;
  private String queue = TaskSpec.QUEUE_DEFAULT;
  private Priority priority = Priority.NORMAL;
  private final long now;
  private long runAt;
  private long delay;
  private RetryReader.Given retry;
  private long timeout = TaskSpec.TIMEOUT_DEFAULT_MILLIS;
  private StartDeadline startDeadline = StartDeadline.NONE;
  private Delivery delivery = Delivery.AT_LEAST_ONCE;
  private Map<String, String> labels = Map.of();
  private Map<String, String> selector = Map.of();
  private boolean recurring;
  private @Nullable Refusal ofSchedule;

  SpecDraft(RetryPolicy retryDefault, long nowMillis) {
    this.retryDefault = retryDefault;
    this.retry = new RetryReader.Given(retryDefault, RetryPolicy.Part.ALL);
    this.now = nowMillis;
    this.runAt = nowMillis;
  }

  void read(JsonInput in) throws IOException, Refusal {
    var values = new Values(in);
    in.object("", name -> field(name, in, values));
  }

  void requireOneOff() throws Refusal {
    Refusal misplaced = ofSchedule;
    if (misplaced != null) {
      throw misplaced;
    }
  }

  void requireDelay() throws Refusal {
    if (!seen.contains(SpecField.DELAY) && !seen.contains(SpecField.DELAY_SECONDS)) {
      throw missing("delay_seconds", "a number of seconds");
    }
  }

  /// Whether the body asks for a schedule: only that makes a schedule's fields belong there.
  boolean isRecurring() throws Refusal {
    if (!recurring) {
      requireOneOff();
    }
    return recurring;
  }

  Intake.Accepted finish() throws Refusal {
    Target does = target == null ? new Target.Handler() : target;
    var spec =
        new TaskSpec(
            typeOf(does),
            does,
            payload,
            queue,
            priority,
            retry.policy(),
            timeout,
            startDeadline.millis(runAt),
            delivery,
            labels,
            selector);
    return new Intake.Accepted(spec, runAt, terms());
  }

  private Terms terms() {
    long runAtGiven = seen.contains(SpecField.RUN_AT) ? runAt : 0;
    return new Terms(retry.open(), runAtGiven, delay, startDeadline);
  }

  void field(String name, JsonInput in, Values values) throws IOException, Refusal {
    SpecField field = SpecField.named(name).orElse(null);
    if (field == null) {
      passUnknown(name, in);
      return;
    }
    if (in.token() == JsonToken.VALUE_NULL) {
      return;
    }
    SpecField.requireFirst(field, seen);
    seen.add(field);
    value(field, in, values);
  }

  private void passUnknown(String name, JsonInput in) throws IOException, Refusal {
    Refusal unknown = SpecField.KNOWN.unknown("", name);
    if (ScheduleField.named(name).isEmpty()) {
      throw unknown;
    }
    recurring |= name.equals(ScheduleField.CRON.word()) && in.token() != JsonToken.VALUE_NULL;
    ofSchedule = unknown;
    in.skip();
  }

  private void value(SpecField field, JsonInput in, Values values) throws IOException, Refusal {
    String path = field.word();
    switch (field) {
      case TYPE -> type = values.name(path, TaskSpec.NAME_MAX);
      case TARGET -> target = TargetReader.target(in, values);
      case CALLBACK_URL -> target = TargetReader.callback(path, values);
      case PAYLOAD, DATA -> payload = Payload.of(in.raw(path, IntakeLimits.PAYLOAD_BYTES_MAX));
      case QUEUE -> queue = values.name(path, TaskSpec.NAME_MAX);
      case PRIORITY -> priority = priority(in, values);
      case RUN_AT -> runAt = values.instant(path);
      case DELAY -> delay(values.duration(path, 0, IntakeLimits.DELAY_MAX_MILLIS));
      case DELAY_SECONDS -> delay(values.seconds(path, IntakeLimits.DELAY_MAX_MILLIS));
      case RETRY -> retry = new RetryReader(retryDefault, in, values).read();
      case TIMEOUT -> timeout = values.duration(path, 1, TaskSpec.TIMEOUT_MAX_MILLIS);
      case START_DEADLINE -> startDeadline = values.startDeadline(path);
      case DELIVERY ->
          delivery = Delivery.valueOf(values.oneOf(path, DELIVERIES).toUpperCase(Locale.ROOT));
      case LABELS -> labels = labels(path, values);
      case EXECUTOR_SELECTOR -> selector = labels(path, values);
    }
  }

  private void delay(long millis) {
    delay = millis;
    runAt = now + millis;
  }

  static Priority priority(JsonInput in, Values values) throws IOException, Refusal {
    String accepted = "1 (critical) to 5 (bulk), or one of critical, high, normal, low, bulk";
    if (in.token() == JsonToken.VALUE_NUMBER_INT) {
      return Priority.ofLevel((int) values.wholeNumber("priority", 1, Priority.values().length));
    }
    if (in.token() == JsonToken.VALUE_STRING) {
      for (Priority priority : Priority.values()) {
        if (priority.name().toLowerCase(Locale.ROOT).equals(in.parser().getText())) {
          return priority;
        }
      }
    }
    throw in.wrongType("priority", accepted);
  }

  private static Map<String, String> labels(String path, Values values)
      throws IOException, Refusal {
    return values.texts(
        path,
        IntakeLimits.LABELS_MAX,
        name -> Values.isName(name, TaskSpec.NAME_MAX),
        "names of 1 to " + TaskSpec.NAME_MAX + " letters, digits or _-.:/@+#",
        at -> values.line(at, IntakeLimits.LABEL_VALUE_MAX));
  }

  private String typeOf(Target does) throws Refusal {
    if (type != null) {
      return type;
    }
    return switch (does) {
      case Target.Http http -> "http";
      case Target.Process process -> "process";
      case Target.Handler handler ->
          throw missing("type", "a type that workers handle, or a callback_url, or a target");
    };
  }

  private static Refusal missing(String field, String accepted) {
    return Refusal.of(ProblemKind.MISSING_FIELD, field + " is missing.", field, accepted);
  }
}
