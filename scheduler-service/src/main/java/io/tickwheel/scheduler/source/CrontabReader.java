package io.tickwheel.scheduler.source;

import io.tickwheel.core.cron.Zones;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.problem.Problem;
import io.tickwheel.scheduler.source.BadOrder.Part;
import io.tickwheel.scheduler.source.CronTokens.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the text of one crontab. A line that cannot be read harms no other.
///
/// ```
/// # comment
/// CRON_TZ=Europe/Berlin
/// 0 9 * * mon-fri send_report ?queue=mail&priority=high&fill=1d {"to":"all"}
/// @every 90s https://example.com/tick
/// ```
///
/// The grammar is in `docs/schedules.md`. One reader reads one text.
public final class CrontabReader {
  static final String ZONE_FIRST = "UTC";
  static final String ZONE_LINE = "CRON_TZ=";

  /// A line is a schedule that its owner keeps in memory.
  private static final int SCHEDULES_MAX = 10_000;

  private final String crontab;
  private final OrderReader orders;
  private final long now;

  private final List<Definition> definitions = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<ScheduleId, Place> seen = new HashMap<>();
  private String zone = ZONE_FIRST;

  private CrontabReader(String crontab, OrderReader orders, long nowMillis) {
    this.crontab = crontab;
    this.orders = orders;
    this.now = nowMillis;
  }

  /// `crontab` is its name.
  public static Contents read(String crontab, String text, OrderReader orders, long nowMillis) {
    var reader = new CrontabReader(crontab, orders, nowMillis);
    int number = 0;
    for (String line : text.split("\r\n|\r|\n", -1)) {
      number++;
      reader.line(number == 1 ? withoutMark(line) : line, Place.line(number));
    }
    return new Contents(reader.definitions, reader.faults);
  }

  static String source(String crontab) {
    return "crontab:" + crontab;
  }

  private void line(String line, Place place) {
    List<Word> words = CronTokens.words(line);
    if (words.isEmpty() || words.getFirst().text().startsWith("#")) {
      return;
    }
    try {
      if (words.size() == 1 && words.getFirst().text().startsWith(ZONE_LINE)) {
        zone = zone(words.getFirst());
      } else {
        schedule(line, words, place);
      }
    } catch (BadOrder bad) {
      faults.add(new Fault(place, bad.offset() + 1, Optional.empty(), bad.sentence()));
    }
  }

  private void schedule(String line, List<Word> words, Place place) throws BadOrder {
    requireNoVariable(words.getFirst());
    int at = CronTokens.target(words, line);
    Word target = words.get(at);
    int cronStart = words.getFirst().start();
    Optional<Word> options =
        at + 1 < words.size() && words.get(at + 1).text().startsWith("?")
            ? Optional.of(words.get(at + 1))
            : Optional.empty();
    int restFrom = options.map(Word::end).orElse(target.end());
    int payloadStart = restFrom + blanks(line, restFrom);
    var order =
        new Order(
            line.substring(cronStart, words.get(at - 1).end()),
            zone,
            target.text(),
            options.map(Word::text).orElse(""),
            line.substring(payloadStart).stripTrailing());
    try {
      define(order, place);
    } catch (BadOrder bad) {
      int start =
          switch (bad.part()) {
            case CRON -> cronStart;
            case TARGET -> target.start();
            case OPTIONS -> options.map(Word::start).orElse(target.end());
            case PAYLOAD -> payloadStart;
          };
      faults.add(new Fault(place, start + bad.offset() + 1, id(order, bad.part()), bad.sentence()));
    }
  }

  /// Whose line it is, as far as that can be relied on: a wrong expression may have been taken
  /// apart wrongly, and then the target is another word than was meant.
  private Optional<ScheduleId> id(Order order, Part wrong) {
    try {
      Optional<ScheduleId> given = Options.read(order.options()).id();
      return given.isPresent() || wrong == Part.CRON || wrong == Part.TARGET
          ? given
          : Optional.of(OrderReader.idOf(crontab, order));
    } catch (BadOrder bad) {
      return Optional.empty();
    }
  }

  private void define(Order order, Place place) throws BadOrder {
    Options options = Options.read(order.options());
    Optional<ScheduleId> given = options.id();
    ScheduleId id = given.orElseGet(() -> OrderReader.idOf(crontab, order));
    ScheduleSpec spec = orders.spec(order, options, OrderReader.name(order), source(crontab), now);
    long fill = OrderReader.fill(options);
    Place before = seen.putIfAbsent(id, place);
    if (before != null) {
      throw new BadOrder(
          given.isPresent() ? Part.OPTIONS : Part.TARGET,
          options.offset("id"),
          "%s defines the schedule %s already; give this one an ?id= of its own"
              .formatted(before, id));
    }
    if (definitions.size() == SCHEDULES_MAX) {
      throw new BadOrder(Part.CRON, 0, "a crontab has at most " + SCHEDULES_MAX + " schedules");
    }
    definitions.add(new Definition(id, spec, true, fill, place));
  }

  private static String zone(Word word) throws BadOrder {
    String name = word.text().substring(ZONE_LINE.length());
    if (Zones.find(name).isEmpty()) {
      throw new BadOrder(
          Part.CRON,
          word.start() + ZONE_LINE.length(),
          "'%s' is no zone; accepted: %s".formatted(Problem.shown(name), Zones.ACCEPTED));
    }
    return name;
  }

  /// Variables of other crons would be followed silently by nobody.
  private static void requireNoVariable(Word first) throws BadOrder {
    if (first.text().matches("[A-Za-z_][A-Za-z0-9_]*=.*") && !first.text().startsWith(ZONE_LINE)) {
      throw new BadOrder(
          Part.CRON,
          first.start(),
          "variables are not read here; accepted: CRON_TZ= with a zone, a comment or a schedule");
    }
  }

  private static int blanks(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at - from;
  }

  /// Some editors begin a file with a byte order mark.
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}
