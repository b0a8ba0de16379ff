package io.tickwheel.scheduler.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import io.tickwheel.scheduler.view.JsonBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Schedules in a file, JSON or YAML: an array of what `POST /api/v1/schedules` takes, or an object
/// with such an array as `schedules`. Each has an id, which tells it from the others.
public final class ScheduleFile implements Source {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final WatchedFile file;
  private final String name;
  private final ScheduleIntake intake;

  public ScheduleFile(Path path, ScheduleIntake intake) {
    this.file = new WatchedFile(path);
    this.name = "config:" + CrontabName.of(path);
    this.intake = intake;
  }

  /// An element of the array, as JSON. `id` is what it says, readable or not.
  private record Entry(Place place, Optional<String> id, byte[] json) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isDue(long nowMillis) {
    return file.isChanged();
  }

  @Override
  public Contents read(long nowMillis) throws SourceGoneException {
    List<Definition> definitions = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Map<ScheduleId, Place> seen = new HashMap<>();
    for (Entry entry : entries(file.text())) {
      Optional<ScheduleId> id = entry.id.flatMap(ScheduleFile::parsed);
      Optional<String> wrong = wrong(entry, id, seen);
      if (wrong.isEmpty()) {
        try {
          definitions.add(definition(entry, nowMillis));
        } catch (ProblemException e) {
          wrong = Optional.of(sentence(e.problem()));
        }
      }
      wrong.ifPresent(sentence -> faults.add(new Fault(entry.place, 0, id, sentence)));
    }
    return new Contents(definitions, faults);
  }

  private static Optional<String> wrong(
      Entry entry, Optional<ScheduleId> id, Map<ScheduleId, Place> seen) {
    if (entry.id.isEmpty()) {
      return Optional.of("id is missing; a schedule in a file is known by it");
    }
    Place before = id.isEmpty() ? null : seen.putIfAbsent(id.get(), entry.place);
    return before == null
        ? Optional.empty()
        : Optional.of("%s defines the schedule %s already".formatted(before, id.get()));
  }

  private Definition definition(Entry entry, long nowMillis) {
    ScheduleIntake.Wanted wanted = intake.create(entry.json, nowMillis);
    return new Definition(wanted.id(), ours(wanted.spec()), true, 0, entry.place);
  }

  private ScheduleSpec ours(ScheduleSpec spec) {
    return new ScheduleSpec(
        spec.name(),
        spec.timing(),
        spec.task(),
        spec.catchUp(),
        spec.overlap(),
        spec.condition(),
        spec.jitterMillis(),
        spec.startAtMillis(),
        spec.endAtMillis(),
        spec.runsMax(),
        spec.pauseAfterFailures(),
        spec.exclusions(),
        name);
  }

  private static String sentence(Problem problem) {
    return problem.detail()
        + problem.accepted().map(accepted -> " Accepted: " + accepted + ".").orElse("");
  }

  private static Optional<ScheduleId> parsed(String text) {
    try {
      return Optional.of(new ScheduleId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<Entry> entries(String text) throws SourceGoneException {
    String last = file.path().toString();
    boolean yaml = last.endsWith(".yaml") || last.endsWith(".yml");
    try (JsonParser parser = (yaml ? YAML : JSON).createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return List.of();
      }
      if (first == JsonToken.START_OBJECT) {
        enter(parser);
      }
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw new SourceGoneException(
            file.path() + " holds neither an array nor an object with the array `schedules`");
      }
      return elements(parser, text, !yaml);
    } catch (JsonProcessingException e) {
      var at = Optional.ofNullable(e.getLocation());
      throw new SourceGoneException(
          "%s cannot be read at line %s, column %s: %s"
              .formatted(
                  file.path(),
                  at.map(where -> where.getLineNr()).orElse(1),
                  at.map(where -> where.getColumnNr()).orElse(1),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("a text cannot fail to be read", e);
    }
  }

  /// To the value of the one field there may be.
  private void enter(JsonParser parser) throws IOException, SourceGoneException {
    String field = parser.nextFieldName();
    if (!"schedules".equals(field)) {
      throw new SourceGoneException(
          "%s has the field '%s' instead of `schedules`".formatted(file.path(), field));
    }
    parser.nextToken();
  }

  private static List<Entry> elements(JsonParser parser, String text, boolean asWritten)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
      int start = (int) parser.currentTokenLocation().getCharOffset();
      byte[] json = copy(parser);
      int end = (int) parser.currentLocation().getCharOffset();
      // Numbers of a payload stay as they are written.
      byte[] bytes = asWritten ? text.substring(start, end).getBytes(UTF_8) : json;
      entries.add(new Entry(Place.entry(entries.size() + 1), id(json), bytes));
    }
    return entries;
  }

  private static byte[] copy(JsonParser parser) throws IOException {
    try {
      return JsonBytes.of(out -> out.copyCurrentStructure(parser));
    } catch (UncheckedIOException e) {
      throw Optional.ofNullable(e.getCause()).orElseThrow();
    }
  }

  private static Optional<String> id(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      @Nullable String id = null;
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (id == null && parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isId = parser.currentName().equals("id");
          parser.nextToken();
          id = isId ? parser.getValueAsString() : null;
          parser.skipChildren();
        }
      }
      return Optional.ofNullable(id);
    }
  }
}
