package io.tickwheel.scheduler.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tickwheel.core.schedule.BadScheduleException;
import io.tickwheel.core.schedule.Timetable;
import io.tickwheel.model.CatchUp;
import io.tickwheel.model.DurationText;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.problem.Problem;
import io.tickwheel.scheduler.intake.Intake;
import io.tickwheel.scheduler.intake.IntakeLimits;
import io.tickwheel.scheduler.intake.TaskIntake;
import io.tickwheel.scheduler.source.BadOrder.Part;
import io.tickwheel.scheduler.view.JsonBytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an [Order] into a specification. Its task is read by the intake of tasks, so that a
/// crontab may say what a submission may say.
public final class OrderReader {
  /// Ten years, as for the delay of a task.
  private static final long FILL_MAX_MILLIS = IntakeLimits.DELAY_MAX_MILLIS;

  private static final long WEEK_MILLIS = 7L * 24 * 3_600_000;
  private static final Pattern WEEKS = Pattern.compile("(?:(\\d{1,4})w)?(.*)");
  private static final JsonFactory JSON = new JsonFactory();

  private final TaskIntake tasks;

  public OrderReader(TaskIntake tasks) {
    this.tasks = tasks;
  }

  /// A name to tell the schedule by: what it runs.
  static String name(Order order) {
    String target = order.target();
    return target.substring(0, Math.min(target.length(), ScheduleSpec.NAME_MAX));
  }

  ScheduleSpec spec(Order order, Options options, String name, String source, long nowMillis)
      throws BadOrder {
    var spec =
        new ScheduleSpec(
            name,
            Timing.Cron.of(order.cron(), order.zone()),
            task(order, options, nowMillis),
            catchUp(options),
            choice(options, "overlap", Overlap.SKIP, Overlap.values()),
            RunCondition.ALWAYS,
            duration(options, "jitter", ScheduleSpec.JITTER_MAX_MILLIS),
            0,
            0,
            0,
            0,
            List.of(),
            source);
    try {
      Timetable.of(spec, nowMillis);
    } catch (BadScheduleException e) {
      throw new BadOrder(Part.CRON, Math.max(e.position(), 0), e.sentence());
    }
    return spec;
  }

  static long fill(Options options) throws BadOrder {
    return duration(options, "fill", FILL_MAX_MILLIS);
  }

  private static CatchUp catchUp(Options options) throws BadOrder {
    CatchUp usual = CatchUp.DEFAULT;
    Misfire misfire = choice(options, "misfire", usual.misfire(), Misfire.values());
    return new CatchUp(misfire, usual.graceMillis(), usual.windowMillis(), usual.countMax());
  }

  private static <E extends Enum<E>> E choice(
      Options options, String name, E otherwise, E[] choices) throws BadOrder {
    Options.Value value = options.find(name).orElse(null);
    if (value == null) {
      return otherwise;
    }
    for (E choice : choices) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(value.text())) {
        return choice;
      }
    }
    throw new BadOrder(
        Part.OPTIONS,
        value.offset(),
        "%s is '%s'; accepted: %s"
            .formatted(
                name,
                Problem.shown(value.text()),
                String.join(
                    ", ",
                    Arrays.stream(choices).map(e -> e.name().toLowerCase(Locale.ROOT)).toList())));
  }

  private static long duration(Options options, String name, long mostMillis) throws BadOrder {
    Options.Value value = options.find(name).orElse(null);
    if (value == null) {
      return 0;
    }
    OptionalLong millis = millis(value.text());
    if (millis.isEmpty() || millis.getAsLong() < 0 || millis.getAsLong() > mostMillis) {
      throw new BadOrder(
          Part.OPTIONS,
          value.offset(),
          "%s is '%s'; accepted: a duration such as 4w2d, 12h or 90s, at most %s"
              .formatted(name, Problem.shown(value.text()), DurationText.text(mostMillis)));
    }
    return millis.getAsLong();
  }

  /// A duration that may begin with weeks.
  private static OptionalLong millis(String text) {
    Matcher parts = WEEKS.matcher(text);
    if (!parts.matches() || parts.group(1) == null) {
      return DurationText.millis(text);
    }
    long weeks = Long.parseLong(parts.group(1)) * WEEK_MILLIS;
    String rest = parts.group(2);
    if (rest.isEmpty()) {
      return OptionalLong.of(weeks);
    }
    OptionalLong millis =
        Character.isDigit(rest.charAt(0)) ? DurationText.millis(rest) : OptionalLong.empty();
    return millis.isPresent() ? OptionalLong.of(weeks + millis.getAsLong()) : millis;
  }

  private TaskSpec task(Order order, Options options, long nowMillis) throws BadOrder {
    if (order.target().contains("://") && !order.isCallback()) {
      throw new BadOrder(Part.TARGET, 0, "only http and https URLs are called");
    }
    requireJson(order.payload());
    byte[] body = JsonBytes.of(json -> write(order, options, json));
    return switch (tasks.read(body, 0, body.length, nowMillis)) {
      case Intake.Accepted accepted -> accepted.spec();
      case Intake.Recurring again ->
          throw new IllegalStateException("an order's task has no cron field");
      case Intake.Refused(Problem problem) -> throw refused(problem, options);
    };
  }

  private static void write(Order order, Options options, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField(order.isCallback() ? "callback_url" : "type", order.target());
    for (String name : List.of("queue", "timeout")) {
      if (options.find(name).isPresent()) {
        json.writeStringField(name, options.find(name).get().text());
      }
    }
    if (options.find("priority").isPresent()) {
      json.writeFieldName("priority");
      numberOrText(options.find("priority").get().text(), json);
    }
    if (options.find("max").isPresent()) {
      json.writeObjectFieldStart("retry");
      json.writeFieldName("max_attempts");
      numberOrText(options.find("max").get().text(), json);
      json.writeEndObject();
    }
    if (!order.payload().isEmpty()) {
      json.writeFieldName("payload");
      json.writeRawValue(order.payload());
    }
    json.writeEndObject();
  }

  private static void numberOrText(String text, JsonGenerator json) throws IOException {
    if (text.matches("[1-9]\\d{0,8}")) {
      json.writeNumber(Integer.parseInt(text));
    } else {
      json.writeString(text);
    }
  }

  private static void requireJson(String payload) throws BadOrder {
    if (payload.isEmpty()) {
      return;
    }
    try (JsonParser parser = JSON.createParser(payload)) {
      parser.nextToken();
      parser.skipChildren();
      parser.finishToken();
      if (parser.nextToken() != null) {
        throw new BadOrder(
            Part.PAYLOAD,
            (int) parser.currentTokenLocation().getCharOffset(),
            "something follows after the payload's end; accepted: one JSON value");
      }
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      throw new BadOrder(
          Part.PAYLOAD,
          Math.clamp(at, 0, payload.length()),
          "the payload is not JSON here; accepted: one JSON value, such as {\"to\":\"x\"}");
    } catch (IOException e) {
      throw new IllegalStateException("a text cannot fail to be read", e);
    }
  }

  private static BadOrder refused(Problem problem, Options options) {
    String field = problem.field().orElse("");
    String sentence =
        problem.detail().replaceAll("\\.$", "")
            + problem.accepted().map(accepted -> "; accepted: " + accepted).orElse("");
    return switch (field) {
      case "type", "callback_url" -> new BadOrder(Part.TARGET, 0, sentence);
      case "queue", "timeout", "priority" ->
          new BadOrder(Part.OPTIONS, options.offset(field), sentence);
      case "retry.max_attempts" -> new BadOrder(Part.OPTIONS, options.offset("max"), sentence);
      default -> new BadOrder(Part.PAYLOAD, 0, sentence);
    };
  }

  /// The id of an order that names none.
  static ScheduleId idOf(String prefix, Order order) {
    String text =
        prefix + "." + order.target().replaceFirst("^https?://", "").replaceAll("[^\\w.:@-]", "-");
    return new ScheduleId(text.substring(0, Math.min(text.length(), ScheduleId.LENGTH_MAX)));
  }
}
