package io.tickwheel.scheduler.source;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.model.Pause;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskId;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.gateway.ScheduleAnswer;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import io.tickwheel.scheduler.source.Outcome.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/// Brings the schedules of one source in line with what the source says.
///
/// Remembers what it found and did, so that a source that says the same again costs nothing. Two
/// schedulers that do this for the same source do no harm: to save what is there changes nothing,
/// only one of them creates a schedule, and whoever acts on an older reading is corrected by the
/// next. Not thread-safe; blocks until the owners have answered.
final class Alignment {
  /// Wishes that are under way at once.
  private static final int AT_ONCE = 256;

  /// The past is filled one occurrence at a time: schedules are rarely made to overlap.
  private static final int FILL_AT_ONCE = 1;

  private static final String PAUSE_NOTE = "disabled in ";

  private final ScheduleGateway schedules;
  private final String source;

  /// As they were at the last look and after what was done since; empty when that is not known.
  private Optional<Map<ScheduleId, Have>> have = Optional.empty();

  /// An owner did not answer, so nobody knows what is there.
  private volatile boolean doubt;

  private boolean done;

  /// Created by us perhaps, and not filled yet: the answer got lost.
  private final Set<ScheduleId> fillOwed = new HashSet<>();

  /// A schedule of the system. `disabled`: paused by its source.
  private record Have(ScheduleSpec spec, boolean disabled) {}

  Alignment(ScheduleGateway schedules, String source) {
    this.schedules = schedules;
    this.source = source;
  }

  String source() {
    return source;
  }

  /// The next time looks at the system anew.
  void forget() {
    have = Optional.empty();
  }

  /// Whether the last time left nothing to do but what the source has to put right.
  boolean isDone() {
    return done;
  }

  Report align(Contents contents) {
    return align(contents, false);
  }

  /// What [#align] would do.
  Report rehearse(Contents contents) {
    return align(contents, true);
  }

  private Report align(Contents contents, boolean dryRun) {
    Map<ScheduleId, Have> before;
    done = false;
    doubt = false;
    try {
      before = have.isPresent() ? have.get() : found();
    } catch (Unanswered e) {
      return Report.nothing(source, e.problem.detail());
    }
    have = Optional.empty();
    var after = new HashMap<>(before);
    List<Outcome> outcomes = new ArrayList<>();
    contents.faults().forEach(fault -> outcomes.add(Outcome.of(fault)));
    outcomes.addAll(
        inBatches(
            contents.definitions(),
            definition ->
                dryRun ? rehearsed(definition, before) : defined(definition, before, after)));
    outcomes.sort(Comparator.comparing(Outcome::place));
    List<ScheduleId> gone = gone(contents, before);
    Optional<Fault> hiding = contents.hiding();
    Optional<String> trouble =
        hiding.isPresent() && !gone.isEmpty() ? Optional.of(kept(hiding.get())) : Optional.empty();
    List<ScheduleId> removed = new ArrayList<>();
    if (hiding.isEmpty()) {
      for (Removal removal : dryRun ? pretended(gone) : inBatches(gone, this::removed)) {
        if (removal.problem.isEmpty()) {
          removed.add(removal.id);
          after.remove(removal.id);
        } else {
          trouble = Optional.of(removal.problem.get().detail());
        }
      }
    }
    var report = new Report(source, outcomes, removed, trouble);
    done = report.failures().size() == contents.faults().size() && !doubt;
    if (!doubt && !dryRun) {
      have = Optional.of(after);
    }
    return report;
  }

  private static List<ScheduleId> gone(Contents contents, Map<ScheduleId, Have> before) {
    Set<ScheduleId> mentioned = contents.mentioned();
    return before.keySet().stream().filter(id -> !mentioned.contains(id)).sorted().toList();
  }

  private static String kept(Fault hiding) {
    return "No schedule was removed, as %s cannot be read and may be of any."
        .formatted(hiding.place());
  }

  private CompletableFuture<Outcome> defined(
      Definition wanted, Map<ScheduleId, Have> before, Map<ScheduleId, Have> after) {
    Have is = before.get(wanted.id());
    if (is == null && !wanted.enabled()) {
      return done(wanted, Result.DISABLED, "");
    }
    CompletableFuture<Outcome> saved =
        is == null
            ? created(wanted)
            : is.spec.equals(wanted.spec())
                ? filled(wanted, Result.UNCHANGED)
                : changed(wanted, Result.CHANGED);
    boolean wasDisabled = is != null && is.disabled;
    return saved
        .thenCompose(outcome -> switched(wanted, wasDisabled, outcome))
        .thenApply(
            outcome -> {
              if (outcome.result() != Result.FAILED) {
                note(wanted, after);
              }
              return outcome;
            });
  }

  private static void note(Definition wanted, Map<ScheduleId, Have> after) {
    synchronized (after) {
      after.put(wanted.id(), new Have(wanted.spec(), !wanted.enabled()));
    }
  }

  /// Only one scheduler creates it, and only that one fills its past.
  private CompletableFuture<Outcome> created(Definition wanted) {
    owe(wanted);
    return act(
            wanted.id(), place -> new ScheduleCommand.Save(place, wanted.id(), wanted.spec(), true))
        .thenCompose(
            answer -> {
              if (!(answer instanceof ScheduleAnswer.Refused(Problem problem))) {
                return filled(wanted, Result.CREATED);
              }
              if (problem.kind() != ProblemKind.SCHEDULE_TAKEN) {
                return failed(wanted, problem);
              }
              settle(wanted);
              return changed(wanted, Result.UNCHANGED);
            });
  }

  private CompletableFuture<Outcome> changed(Definition wanted, Result result) {
    return act(
            wanted.id(),
            place -> new ScheduleCommand.Save(place, wanted.id(), wanted.spec(), false))
        .thenCompose(
            answer ->
                answer instanceof ScheduleAnswer.Refused(Problem problem)
                    ? failed(wanted, problem)
                    : done(wanted, result, ""));
  }

  private CompletableFuture<Outcome> filled(Definition wanted, Result result) {
    if (!isOwed(wanted)) {
      return done(wanted, result, "");
    }
    long now = System.currentTimeMillis();
    return act(
            wanted.id(),
            place ->
                new ScheduleCommand.Backfill(
                    place,
                    wanted.id(),
                    Math.max(0, now - wanted.fillMillis()),
                    now,
                    false,
                    FILL_AT_ONCE,
                    ScheduleCommand.Reprocess.NONE,
                    false))
        .thenCompose(
            answer -> {
              settle(wanted);
              return switch (answer) {
                case ScheduleAnswer.Planned planned ->
                    done(
                        wanted,
                        result,
                        planned.nominalMillis().size() + " past runs are filled in");
                case ScheduleAnswer.Refused refused ->
                    done(wanted, result, "The past is not filled: " + refused.problem().detail());
                case ScheduleAnswer.One one -> done(wanted, result, "");
                case ScheduleAnswer.Many many -> done(wanted, result, "");
              };
            });
  }

  private synchronized void owe(Definition wanted) {
    if (wanted.fillMillis() > 0) {
      fillOwed.add(wanted.id());
    }
  }

  private synchronized boolean isOwed(Definition wanted) {
    return fillOwed.contains(wanted.id());
  }

  private synchronized void settle(Definition wanted) {
    fillOwed.remove(wanted.id());
  }

  /// Pauses what its source disabled, and resumes that again; what people paused stays paused.
  private CompletableFuture<Outcome> switched(
      Definition wanted, boolean wasDisabled, Outcome outcome) {
    if (outcome.result() == Result.FAILED || wanted.enabled() != wasDisabled) {
      boolean stillDisabled = outcome.result() != Result.FAILED && !wanted.enabled();
      return CompletableFuture.completedFuture(
          stillDisabled ? Outcome.of(wanted, Result.DISABLED, outcome.detail()) : outcome);
    }
    Function<TaskId, ScheduleCommand> wish =
        wanted.enabled()
            ? place -> new ScheduleCommand.Resume(place, wanted.id())
            : place -> new ScheduleCommand.Pause(place, wanted.id(), 0, PAUSE_NOTE + source);
    return act(wanted.id(), wish)
        .thenCompose(
            answer ->
                answer instanceof ScheduleAnswer.Refused(Problem problem)
                    ? failed(wanted, problem)
                    : done(wanted, wanted.enabled() ? Result.CHANGED : Result.DISABLED, ""));
  }

  private record Removal(ScheduleId id, Optional<Problem> problem) {}

  private static List<Removal> pretended(List<ScheduleId> gone) {
    return gone.stream().map(id -> new Removal(id, Optional.empty())).toList();
  }

  private CompletableFuture<Removal> removed(ScheduleId id) {
    return act(id, place -> new ScheduleCommand.Delete(place, id, source))
        .thenApply(
            answer ->
                answer instanceof ScheduleAnswer.Refused(Problem problem)
                        && problem.kind() != ProblemKind.UNKNOWN_SCHEDULE
                    ? new Removal(id, Optional.of(problem))
                    : new Removal(id, Optional.empty()));
  }

  /// What is there already under the name of another source shows only when it is looked at.
  private CompletableFuture<Outcome> rehearsed(Definition wanted, Map<ScheduleId, Have> before) {
    Have is = before.get(wanted.id());
    if (!wanted.enabled()) {
      return done(wanted, Result.DISABLED, "");
    }
    if (is != null) {
      boolean same = is.spec.equals(wanted.spec()) && !is.disabled;
      return done(wanted, same ? Result.UNCHANGED : Result.CHANGED, "");
    }
    return schedules
        .look(wanted.id())
        .thenCompose(
            answer ->
                answer instanceof ScheduleAnswer.One(ScheduleView view)
                    ? done(
                        wanted,
                        Result.FAILED,
                        "Schedule '%s' is defined by %s already."
                            .formatted(view.id(), view.spec().source()))
                    : done(wanted, Result.CREATED, ""));
  }

  private CompletableFuture<ScheduleAnswer> act(
      ScheduleId id, Function<TaskId, ScheduleCommand> wish) {
    return schedules
        .act(id, wish)
        .thenApply(
            answer -> {
              if (answer instanceof ScheduleAnswer.Refused(Problem problem)
                  && problem.kind() == ProblemKind.UNAVAILABLE) {
                doubt = true;
              }
              return answer;
            });
  }

  private static CompletableFuture<Outcome> done(Definition of, Result result, String detail) {
    return CompletableFuture.completedFuture(Outcome.of(of, result, detail));
  }

  private static CompletableFuture<Outcome> failed(Definition of, Problem problem) {
    return done(of, Result.FAILED, problem.detail());
  }

  private Map<ScheduleId, Have> found() throws Unanswered {
    var found = new HashMap<ScheduleId, Have>();
    for (ScheduleView view : all(schedules, source)) {
      boolean disabled =
          view.pause()
              .map(Pause::note)
              .filter(note -> note.equals(PAUSE_NOTE + source))
              .isPresent();
      found.put(view.id(), new Have(view.spec(), disabled));
    }
    return found;
  }

  /// All schedules of a source, in the order of their ids.
  static List<ScheduleView> all(ScheduleGateway schedules, String source) throws Unanswered {
    List<ScheduleView> all = new ArrayList<>();
    String after = "";
    while (true) {
      switch (schedules.list(after, ScheduleQuery.LIMIT_MAX).join()) {
        case ScheduleAnswer.Many(List<ScheduleView> page) -> {
          page.stream().filter(view -> view.spec().source().equals(source)).forEach(all::add);
          if (page.size() < ScheduleQuery.LIMIT_MAX) {
            return all;
          }
          after = page.getLast().id().text();
        }
        case ScheduleAnswer.Refused(Problem problem) -> throw new Unanswered(problem);
        case ScheduleAnswer.One one -> throw new IllegalStateException("one instead of all");
        case ScheduleAnswer.Planned planned -> throw new IllegalStateException("a plan");
      }
    }
  }

  /// The owners did not tell what is there.
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Unanswered(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  private static <A, B> List<B> inBatches(List<A> all, Function<A, CompletableFuture<B>> each) {
    List<B> done = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<A> batch = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      Stream<CompletableFuture<B>> started = batch.stream().map(each).toList().stream();
      started.forEach(future -> done.add(future.join()));
    }
    return done;
  }
}
