package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleCommand.Reprocess;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads what is asked of a schedule that is there: pause it, run it now, run what did not run.
/// Throws [ProblemException]. A command is complete when it is given the schedule's place.
public final class ScheduleWishes {
  private static final KnownNames PAUSE = new KnownNames("until", "note");
  private static final KnownNames TRIGGER = new KnownNames("overlap");
  private static final KnownNames BACKFILL =
      new KnownNames("from", "to", "dry_run", "order", "max_concurrent", "reprocess");

  private ScheduleWishes() {}

  public static Function<TaskId, ScheduleCommand> pause(ScheduleId id, byte[] body, long now) {
    long[] until = {0};
    String[] note = {""};
    read(
        body,
        (name, in, values) -> {
          switch (name) {
            case "until" -> until[0] = values.instant(name);
            case "note" -> note[0] = values.line(name, IntakeLimits.REASON_MAX);
            default -> throw PAUSE.unknown("", name);
          }
        });
    if (until[0] > 0 && until[0] <= now) {
      throw bad("until is over already.", "until", "a time to come");
    }
    return place -> new ScheduleCommand.Pause(place, id, until[0], note[0]);
  }

  public static Function<TaskId, ScheduleCommand> trigger(ScheduleId id, byte[] body) {
    Overlap[] overlap = new Overlap[1];
    read(
        body,
        (name, in, values) -> {
          if (!name.equals("overlap")) {
            throw TRIGGER.unknown("", name);
          }
          overlap[0] = PolicyDraft.word(name, values, Overlap.values());
        });
    return place -> new ScheduleCommand.Trigger(place, id, Optional.ofNullable(overlap[0]));
  }

  /// A stretch of time whose occurrences are to run, both ends included.
  public record Backfill(
      long fromMillis,
      long untilMillis,
      boolean newestFirst,
      int concurrentMax,
      Reprocess reprocess,
      boolean dryRun) {
    public ScheduleCommand command(ScheduleId id, TaskId place) {
      return new ScheduleCommand.Backfill(
          place, id, fromMillis, untilMillis, newestFirst, concurrentMax, reprocess, dryRun);
    }
  }

  public static Backfill backfill(byte[] body) {
    long[] range = {-1, -1};
    boolean[] flags = {false, false};
    int[] concurrent = {1};
    Reprocess[] reprocess = {Reprocess.NONE};
    read(
        body,
        (name, in, values) -> {
          switch (name) {
            case "from" -> range[0] = values.instant(name);
            case "to" -> range[1] = values.instant(name);
            case "dry_run" -> flags[0] = flag(name, in);
            case "order" ->
                flags[1] =
                    values
                        .oneOf(name, List.of("oldest_first", "newest_first"))
                        .equals("newest_first");
            case "max_concurrent" ->
                concurrent[0] =
                    (int) values.wholeNumber(name, 1, IntakeLimits.BACKFILL_CONCURRENT_MAX);
            case "reprocess" -> reprocess[0] = PolicyDraft.word(name, values, Reprocess.values());
            default -> throw BACKFILL.unknown("", name);
          }
        });
    require("from", range[0]);
    require("to", range[1]);
    if (range[1] < range[0]) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.CONFLICTING_FIELDS,
              "to is before from.",
              "to",
              "a time that is not before from"));
    }
    return new Backfill(range[0], range[1], flags[1], concurrent[0], reprocess[0], flags[0]);
  }

  private interface Field {
    void read(String name, JsonInput in, Values values) throws IOException, Refusal;
  }

  /// An empty body says nothing; so does a field that is null.
  private static void read(byte[] body, Field field) {
    if (body.length == 0) {
      return;
    }
    if (body.length > IntakeLimits.BODY_BYTES_MAX) {
      throw new ProblemException(BodyTooLarge.problem(body.length));
    }
    Set<String> seen = new HashSet<>();
    Optional<Problem> problem =
        JsonInput.read(
            body,
            0,
            body.length,
            in -> {
              var values = new Values(in);
              in.object(
                  "",
                  name -> {
                    if (!seen.add(name)) {
                      throw Refusal.invalid(
                          Problem.shown(name), "is given twice", "each field once");
                    }
                    if (in.token() != JsonToken.VALUE_NULL) {
                      field.read(name, in, values);
                    }
                  });
            });
    if (problem.isPresent()) {
      throw new ProblemException(problem.get());
    }
  }

  private static boolean flag(String name, JsonInput in) throws IOException, Refusal {
    if (in.token() != JsonToken.VALUE_TRUE && in.token() != JsonToken.VALUE_FALSE) {
      throw in.wrongType(name, "true or false");
    }
    return in.token() == JsonToken.VALUE_TRUE;
  }

  private static void require(String field, long millis) {
    if (millis < 0) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.MISSING_FIELD,
              field + " is missing.",
              field,
              "a time of RFC 3339 such as 2026-01-31T12:00:00.000Z"));
    }
  }

  private static ProblemException bad(String detail, String field, String accepted) {
    return new ProblemException(Problem.of(ProblemKind.INVALID_FIELD, detail, field, accepted));
  }
}
