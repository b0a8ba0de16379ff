package io.tickwheel.core.schedule;

import io.tickwheel.message.Reply;
import io.tickwheel.message.Reply.Reason;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleCommand.Reprocess;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.BackfillRun;
import io.tickwheel.model.Pause;
import io.tickwheel.model.SkipReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What people and programs ask of schedules. Whatever was due before is decided first, under the
/// order that stood then; so a change loses no occurrence and doubles none.
public final class ScheduleDecisions {
  /// Schedules of one partition: each costs its owner about a kilobyte.
  private static final int SCHEDULES_MAX = 1_000_000;

  /// Occurrences of one backfill.
  static final int BACKFILL_MAX = 10_000;

  private final Schedules schedules;

  public ScheduleDecisions(Schedules schedules) {
    this.schedules = schedules;
  }

  public Reply decide(ScheduleCommand wish, Host host) {
    ScheduleEntry entry = schedules.find(wish.schedule());
    if (wish instanceof ScheduleCommand.Save save) {
      return save(save, host);
    }
    if (entry == null) {
      return rejected(wish, Reason.UNKNOWN_SCHEDULE, "no such schedule");
    }
    return switch (wish) {
      case ScheduleCommand.Save save -> save(save, host);
      case ScheduleCommand.Delete delete -> delete(delete, entry, host);
      case ScheduleCommand.Pause pause -> pause(pause, entry, host);
      case ScheduleCommand.Resume resume -> resume(resume, entry, host);
      case ScheduleCommand.Trigger trigger -> trigger(trigger, entry, host);
      case ScheduleCommand.Backfill backfill -> backfill(backfill, entry, host);
    };
  }

  private Reply save(ScheduleCommand.Save wish, Host host) {
    ScheduleEntry entry = schedules.find(wish.schedule());
    try {
      Timetable.of(wish.spec(), host.nowMillis());
    } catch (BadScheduleException e) {
      return rejected(wish, Reason.UNREADABLE, e.field() + ": " + e.sentence());
    }
    if (entry == null) {
      return create(wish, host);
    }
    if (wish.onlyNew() || !entry.spec.source().equals(wish.spec().source())) {
      return rejected(
          wish,
          Reason.SCHEDULE_TAKEN,
          "schedule %s exists already, defined by %s".formatted(entry.id, entry.spec.source()));
    }
    if (!entry.spec.equals(wish.spec())) {
      decideWhatIsDue(entry, host);
      host.emit(new ScheduleEvent.Saved(entry.place, entry.id, wish.spec(), entry.revision + 1));
    }
    return done(wish, entry);
  }

  private Reply create(ScheduleCommand.Save wish, Host host) {
    if (schedules.at(wish.task()) != null) {
      return rejected(wish, Reason.SCHEDULE_TAKEN, "another schedule has this id's place");
    }
    if (schedules.size() >= SCHEDULES_MAX) {
      return rejected(wish, Reason.WRONG_STATE, "the partition holds a million schedules already");
    }
    host.emit(new ScheduleEvent.Saved(wish.task(), wish.schedule(), wish.spec(), 1));
    ScheduleEntry created = schedules.find(wish.schedule());
    return created == null
        ? rejected(wish, Reason.UNKNOWN_SCHEDULE, "no such schedule")
        : done(wish, created);
  }

  private Reply delete(ScheduleCommand.Delete wish, ScheduleEntry entry, Host host) {
    if (!wish.source().isEmpty() && !wish.source().equals(entry.spec.source())) {
      return rejected(
          wish, Reason.SCHEDULE_TAKEN, "schedule " + entry.id + " is of " + entry.spec.source());
    }
    decideWhatIsDue(entry, host);
    Reply last = done(wish, entry);
    new Firing(entry, host).withdrawBuffered();
    host.emit(new ScheduleEvent.Deleted(entry.place, entry.id));
    return last;
  }

  private Reply pause(ScheduleCommand.Pause wish, ScheduleEntry entry, Host host) {
    if (wish.untilMillis() > 0 && wish.untilMillis() <= host.nowMillis()) {
      return rejected(wish, Reason.WRONG_STATE, "until is over already");
    }
    decideWhatIsDue(entry, host);
    Pause before = entry.pause;
    long since = before == null ? host.nowMillis() : before.sinceMillis();
    host.emit(
        new ScheduleEvent.Paused(
            entry.place, entry.id, new Pause(since, wish.untilMillis(), wish.note(), false)));
    return done(wish, entry);
  }

  private Reply resume(ScheduleCommand.Resume wish, ScheduleEntry entry, Host host) {
    if (entry.pause != null) {
      new Firing(entry, host).resume(host.nowMillis());
    }
    return done(wish, entry);
  }

  private Reply trigger(ScheduleCommand.Trigger wish, ScheduleEntry entry, Host host) {
    if (!host.mayFire()) {
      return rejected(
          wish, Reason.WRONG_STATE, "the scheduler's clock is off, so nothing is started now");
    }
    decideWhatIsDue(entry, host);
    boolean runs =
        new Firing(entry, host)
            .trigger(host.nowMillis(), wish.overlap().orElse(entry.spec.overlap()));
    return runs
        ? done(wish, entry)
        : rejected(
            wish,
            Reason.WRONG_STATE,
            "it does not run now: a run of it is not done, or its condition does not hold");
  }

  private Reply backfill(ScheduleCommand.Backfill wish, ScheduleEntry entry, Host host) {
    if (!entry.backfill.isEmpty()) {
      return rejected(
          wish,
          Reason.WRONG_STATE,
          "a backfill is under way; " + entry.backfill.size() + " occurrences are left of it");
    }
    decideWhatIsDue(entry, host);
    List<BackfillRun> runs = new ArrayList<>();
    int left = 0;
    OptionalLong next = entry.timetable.next(wish.fromMillis() - 1);
    long until = Math.min(wish.untilMillis(), entry.decidedUntilMillis);
    while (next.isPresent() && next.getAsLong() <= until) {
      Optional<BackfillRun> run = backfillRun(next.getAsLong(), wish.reprocess(), entry, runs);
      if (run.isPresent()) {
        runs.add(run.get());
      } else {
        left++;
      }
      if (runs.size() + left > BACKFILL_MAX) {
        return rejected(
            wish,
            Reason.WRONG_STATE,
            "the range has more than " + BACKFILL_MAX + " occurrences; ask for less at a time");
      }
      next = entry.timetable.next(next.getAsLong());
    }
    if (wish.newestFirst()) {
      Collections.reverse(runs);
    }
    if (!wish.dryRun() && !runs.isEmpty()) {
      host.emit(
          new ScheduleEvent.BackfillStarted(entry.place, entry.id, runs, wish.concurrentMax(), ""));
    }
    return new Reply.Planned(
        wish.task(), runs.stream().map(BackfillRun::nominalMillis).toList(), left);
  }

  private static Optional<BackfillRun> backfillRun(
      long nominal, Reprocess reprocess, ScheduleEntry entry, List<BackfillRun> before) {
    if (entry.timetable.isExcluded(nominal) || entry.waitsFor(nominal)) {
      return Optional.empty();
    }
    if (entry.skipped.cover(nominal)) {
      return Optional.of(new BackfillRun(nominal, 0));
    }
    boolean again =
        switch (reprocess) {
          case NONE -> false;
          case FAILED -> entry.hasFailed(nominal);
          case ALL -> true;
        };
    return again
        ? Optional.of(new BackfillRun(nominal, (int) entry.firedTotal + before.size() + 1))
        : Optional.empty();
  }

  private void decideWhatIsDue(ScheduleEntry entry, Host host) {
    var firing = new Firing(entry, host);
    boolean settled = host.mayFire() && firing.settle();
    if (entry.pause != null) {
      firing.skipUntil(host.nowMillis(), SkipReason.PAUSED);
    } else if (!settled) {
      firing.skipUntil(host.nowMillis(), SkipReason.WITHDRAWN);
    }
  }

  private static Reply done(ScheduleCommand wish, ScheduleEntry entry) {
    return new Reply.ScheduleDone(wish.task(), entry.view());
  }

  private static Reply rejected(ScheduleCommand wish, Reason reason, String sentence) {
    return new Reply.Rejected(wish.task(), reason, sentence, Optional.empty());
  }
}
