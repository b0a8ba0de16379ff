package io.tickwheel.cli;

import com.fasterxml.jackson.core.JacksonException;
import io.tickwheel.core.cron.BadCronException;
import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DayMatch;
import io.tickwheel.core.cron.DstPolicy;
import io.tickwheel.core.cron.GapPolicy;
import io.tickwheel.core.cron.OverlapPolicy;
import io.tickwheel.core.cron.Zones;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Questions about expressions, one JSON object a line; each is answered on a line, in order, and
/// what cannot be answered says why and stops nothing.
final class CronLines {
  /// How often to look whether anyone still reads the answers.
  private static final int LINES_PER_LOOK = 4096;

  private CronLines() {}

  static void answer(Terminal terminal) {
    PrintWriter out = terminal.out();
    var lines = new LineReader(terminal.in());
    try {
      int count = 0;
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        out.print(JsonText.compact(answer(line.get())) + "\n");
        boolean isTime = lines.isIdle() || ++count % LINES_PER_LOOK == 0;
        if (isTime && out.checkError()) {
          return;
        }
      }
    } catch (IOException e) {
      throw CliException.usage("standard input cannot be read: " + e.getMessage());
    }
  }

  private static Json answer(LineReader.Line line) {
    Map<String, Json> answer = new LinkedHashMap<>();
    answer.put("id", new Json.Nothing());
    try {
      if (line.isTooLong()) {
        throw new Refusal("line", LineReader.BYTES_MAX, "the line is too long");
      }
      Json.Fields question = fields(line.text());
      id(question).ifPresent(id -> answer.put("id", id));
      answer.put("next", next(question));
    } catch (Refusal e) {
      answer.put("error", e.asJson());
    }
    return new Json.Fields(answer);
  }

  private static Json.Fields fields(String line) throws Refusal {
    try {
      if (JsonText.read(line) instanceof Json.Fields fields) {
        return fields;
      }
    } catch (JacksonException e) {
      int position =
          (int) Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getCharOffset());
      throw new Refusal("line", position, "broken JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Refusal("line", 0, "broken JSON: " + e.getMessage());
    }
    throw new Refusal("line", 0, "not a JSON object");
  }

  private static Json next(Json.Fields question) throws Refusal {
    if (id(question).isEmpty()) {
      throw new Refusal("id", 0, "missing or not a text or number");
    }
    DayMatch match = word(question, "day_match", DayMatch::of, DayMatch.OR, "or, and");
    var policy =
        new DstPolicy(
            word(
                question,
                "gap",
                GapPolicy::of,
                GapPolicy.RUN_AFTER_GAP,
                "run_after_gap, shift, skip"),
            word(
                question,
                "overlap",
                OverlapPolicy::of,
                OverlapPolicy.FIRST,
                "first, second, both"));
    var asked =
        new CronQuestion(
            expression(text(question, "expr"), match),
            known(question, "tz", Zones::find, Zones.ACCEPTED),
            policy,
            known(question, "from", Rfc3339::parse, Rfc3339.ACCEPTED));
    return asked.nextAsJson(count(question));
  }

  private static Optional<Json> id(Json.Fields question) {
    return question.find("id").filter(id -> id instanceof Json.Text || id instanceof Json.Figure);
  }

  private static CronExpression expression(String text, DayMatch match) throws Refusal {
    try {
      return CronExpression.parse(text, match);
    } catch (BadCronException e) {
      throw new Refusal("expr", e.position(), e.sentence());
    }
  }

  private static int count(Json.Fields question) throws Refusal {
    String accepted = "accepted: a whole number from 0 to " + CronQuestion.COUNT_MAX;
    if (!(question.find("count").orElse(null) instanceof Json.Figure figure)) {
      throw new Refusal("count", 0, "missing or not a number; " + accepted);
    }
    try {
      int count = Integer.parseInt(figure.spelling());
      if (count >= 0 && count <= CronQuestion.COUNT_MAX) {
        return count;
      }
    } catch (NumberFormatException e) {
      // falls through to the same sentence
    }
    throw new Refusal("count", 0, figure.spelling() + " is out of range; " + accepted);
  }

  private static String text(Json.Fields question, String field) throws Refusal {
    return question.text(field).orElseThrow(() -> new Refusal(field, 0, "missing or not a text"));
  }

  private static <T> T known(
      Json.Fields question, String field, Function<String, Optional<T>> find, String accepted)
      throws Refusal {
    String given = text(question, field);
    return find.apply(given)
        .orElseThrow(
            () ->
                new Refusal(
                    field, 0, "'%s' is not known; accepted: %s".formatted(given, accepted)));
  }

  private static <T> T word(
      Json.Fields question,
      String field,
      Function<String, Optional<T>> find,
      T otherwise,
      String accepted)
      throws Refusal {
    Json given = question.find(field).orElse(new Json.Nothing());
    return given instanceof Json.Nothing ? otherwise : known(question, field, find, accepted);
  }

  /// Why a line has no answer, and where: `position` counts into the text of `field`.
  private static final class Refusal extends Exception {
    private final String field;
    private final int position;

    Refusal(String field, int position, String message) {
      super(field.equals("expr") ? message : field + ": " + message, null, false, false);
      this.field = field;
      this.position = position;
    }

    Json asJson() {
      Map<String, Json> fields = new LinkedHashMap<>();
      fields.put("position", new Json.Figure(Integer.toString(position)));
      fields.put("field", new Json.Text(field));
      fields.put("message", new Json.Text(String.valueOf(getMessage())));
      return new Json.Fields(fields);
    }
  }
}
