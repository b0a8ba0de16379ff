package io.tickwheel.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.Reply;
import io.tickwheel.message.ScheduleCommand.Reprocess;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final ScheduleSpec EACH_MINUTE = House.cron("* * * * *", "UTC");

  private final House house = new House("2026-03-01T10:00:30Z");

  @Test
  void firesEachOccurrenceOnceAtItsTime() {
    house.save(with(EACH_MINUTE, Overlap.ALLOW_ALL));
    house.walk("2026-03-01T10:03:00Z");
    house.jump("2026-03-01T10:03:59Z");
    assertThat(house.fired())
        .containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z", "2026-03-01T10:03:00Z");
    assertThat(house.submitted())
        .allSatisfy(
            task -> assertThat(task.spec().unpack().labels()).containsEntry("schedule", "s"));
  }

  @Test
  void anOccurrenceWithinTheGraceFiresLate() {
    house.save(EACH_MINUTE);
    house.jump("2026-03-01T10:01:50Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:01:00Z");
    assertThat(house.events(ScheduleEvent.Fired.class).getFirst().cause())
        .isEqualTo(ScheduleEvent.Cause.DUE);
  }

  @Test
  void savingTheSameAgainChangesNothing() {
    house.save(EACH_MINUTE);
    house.save(EACH_MINUTE);
    assertThat(house.events(ScheduleEvent.Saved.class)).hasSize(1);
  }

  @Test
  void aChangeLosesNothingThatWasDue() {
    house.save(with(EACH_MINUTE, Overlap.ALLOW_ALL));
    house.walk("2026-03-01T10:01:00Z");
    house.trustClock(true);
    house.save(with(House.cron("30 * * * * *", "UTC"), Overlap.ALLOW_ALL));
    house.walk("2026-03-01T10:02:59Z");
    assertThat(house.fired())
        .containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:01:30Z", "2026-03-01T10:02:30Z");
  }

  @Test
  void anotherSourceMayNotChangeIt() {
    house.save(EACH_MINUTE);
    Reply reply = house.save(from(EACH_MINUTE, "crontab:x"));
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Rejected.class,
            r -> assertThat(r.reason()).isEqualTo(Reply.Reason.SCHEDULE_TAKEN));
  }

  @Test
  void whatCanNeverBeIsRefused() {
    Reply reply = house.save(House.cron("0 0 30 2 *", "UTC"));
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Rejected.class, r -> assertThat(r.detail()).startsWith("cron: "));
    assertThat(house.exists()).isFalse();
  }

  @Test
  void nothingRunsWhilePausedAndTheRecordSaysSo() {
    house.save(EACH_MINUTE);
    house.pause("");
    house.walk("2026-03-01T10:05:10Z");
    house.resume();
    house.walk("2026-03-01T10:06:00Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:06:00Z");
    assertThat(house.skipped())
        .containsExactly("PAUSED 2026-03-01T10:01:00Z..2026-03-01T10:05:00Z x5");
  }

  @Test
  void aPauseEndsByItself() {
    house.save(EACH_MINUTE);
    house.pause("2026-03-01T10:02:30Z");
    house.walk("2026-03-01T10:03:00Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:03:00Z");
    assertThat(house.view().pause()).isEmpty();
  }

  @Test
  void pausesItselfAfterFailuresInARow() {
    house.save(
        new ScheduleSpec(
            "s",
            EACH_MINUTE.timing(),
            EACH_MINUTE.task(),
            CatchUp.DEFAULT,
            Overlap.SKIP,
            RunCondition.ALWAYS,
            0,
            0,
            0,
            0,
            2,
            List.of(),
            "api"));
    for (String at : List.of("2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z")) {
      house.walk(at);
      house.finishAll(false);
    }
    house.walk("2026-03-01T10:05:00Z");
    assertThat(house.fired()).hasSize(2);
    assertThat(house.view().state()).isEqualTo(ScheduleView.State.PAUSED);
    assertThat(house.view().pause().orElseThrow().automatic()).isTrue();
    house.resume();
    house.walk("2026-03-01T10:06:00Z");
    assertThat(house.fired()).hasSize(3);
  }

  @Test
  void overlapSkips() {
    house.save(EACH_MINUTE);
    house.walk("2026-03-01T10:03:10Z");
    house.finishAll(true);
    house.walk("2026-03-01T10:04:00Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:04:00Z");
    assertThat(house.skipped())
        .containsExactly("OVERLAP 2026-03-01T10:02:00Z", "OVERLAP 2026-03-01T10:03:00Z");
  }

  @Test
  void overlapBuffersOne() {
    house.save(with(EACH_MINUTE, Overlap.BUFFER_ONE));
    house.walk("2026-03-01T10:03:10Z");
    assertThat(house.view().buffered()).isEqualTo(1);
    house.finishAll(true);
    assertThat(house.fired()).containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:03:00Z");
    assertThat(house.skipped()).containsExactly("REPLACED_IN_BUFFER 2026-03-01T10:02:00Z");
  }

  @Test
  void overlapBuffersAll() {
    house.save(with(EACH_MINUTE, Overlap.BUFFER_ALL));
    house.walk("2026-03-01T10:03:10Z");
    house.takeOver();
    for (int i = 0; i < 3; i++) {
      assertThat(house.view().running()).hasSize(1);
      house.finishAll(true);
    }
    assertThat(house.fired())
        .containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z", "2026-03-01T10:03:00Z");
    assertThat(house.skipped()).isEmpty();
  }

  @Test
  void overlapCancelsTheOther() {
    house.save(with(EACH_MINUTE, Overlap.CANCEL_OTHER));
    house.walk("2026-03-01T10:02:00Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z");
    assertThat(house.view().running()).as("the first waited and was cancelled").hasSize(1);
  }

  @Test
  void overlapRunsBeside() {
    house.save(with(EACH_MINUTE, Overlap.ALLOW_ALL));
    house.walk("2026-03-01T10:03:00Z");
    assertThat(house.view().running()).hasSize(3);
  }

  @Test
  void aTriggerRunsNowAndTheNextOccurrenceStays() {
    house.save(EACH_MINUTE);
    assertThat(house.trigger()).isInstanceOf(Reply.ScheduleDone.class);
    assertThat(house.trigger()).as("the run is not done").isInstanceOf(Reply.Rejected.class);
    house.finishAll(true);
    house.walk("2026-03-01T10:01:00Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:00:30Z", "2026-03-01T10:01:00Z");
  }

  @Test
  void aBackfillRunsWhatDidNotRunAndNothingTwice() {
    house.save(with(EACH_MINUTE, Overlap.ALLOW_ALL));
    house.walk("2026-03-01T10:02:00Z");
    house.pause("");
    house.walk("2026-03-01T10:04:30Z");
    house.resume();
    house.finishAll(true);
    String from = "2026-03-01T09:58:30Z";
    String until = "2026-03-01T10:10:00Z";
    assertThat(house.backfill(from, until, Reprocess.NONE, true))
        .isInstanceOfSatisfying(
            Reply.Planned.class,
            planned -> {
              assertThat(planned.nominalMillis()).extracting(House::text).hasSize(4);
              assertThat(planned.left()).isEqualTo(2);
            });
    assertThat(house.fired()).as("dry").hasSize(2);
    house.backfill(from, until, Reprocess.NONE, false);
    assertThat(house.view().running()).as("two at a time").hasSize(2);
    house.finishAll(true);
    house.finishAll(true);
    assertThat(house.fired().subList(2, 6))
        .containsExactly(
            "2026-03-01T09:59:00Z",
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:03:00Z",
            "2026-03-01T10:04:00Z");
    assertThat(house.backfill(from, until, Reprocess.NONE, false))
        .isInstanceOfSatisfying(
            Reply.Planned.class, planned -> assertThat(planned.nominalMillis()).isEmpty());
  }

  @Test
  void aBackfillRunsFailedOnesAgain() {
    house.save(EACH_MINUTE);
    house.walk("2026-03-01T10:01:00Z");
    house.finishAll(false);
    house.walk("2026-03-01T10:02:00Z");
    house.finishAll(true);
    house.backfill("2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z", Reprocess.FAILED, false);
    assertThat(house.fired())
        .containsExactly("2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z", "2026-03-01T10:01:00Z");
    assertThat(house.submitted()).extracting(task -> task.task()).doesNotHaveDuplicates();
  }

  @Test
  void endsAfterItsRuns() {
    house.save(
        new ScheduleSpec(
            "s",
            EACH_MINUTE.timing(),
            EACH_MINUTE.task(),
            CatchUp.DEFAULT,
            Overlap.ALLOW_ALL,
            RunCondition.ALWAYS,
            0,
            0,
            0,
            2,
            0,
            List.of(),
            "api"));
    house.walk("2026-03-01T10:09:00Z");
    assertThat(house.fired()).hasSize(2);
    house.finishAll(true);
    assertThat(house.view().state()).isEqualTo(ScheduleView.State.ENDED);
  }

  @Test
  void startAndEndAreIncluded() {
    house.save(
        new ScheduleSpec(
            "s",
            new Timing.Interval(60_000),
            EACH_MINUTE.task(),
            CatchUp.DEFAULT,
            Overlap.ALLOW_ALL,
            RunCondition.ALWAYS,
            0,
            House.millis("2026-03-01T11:00:05Z"),
            House.millis("2026-03-01T11:02:05Z"),
            0,
            0,
            List.of(),
            "api"));
    house.walk("2026-03-01T12:00:00Z");
    assertThat(house.fired())
        .containsExactly("2026-03-01T11:00:05Z", "2026-03-01T11:01:05Z", "2026-03-01T11:02:05Z");
  }

  @Test
  void excludedTimesHaveARecord() {
    house.save(
        new ScheduleSpec(
            "s",
            Timing.Cron.of("0 12 * * *", "Europe/Berlin"),
            EACH_MINUTE.task(),
            CatchUp.DEFAULT,
            Overlap.ALLOW_ALL,
            RunCondition.ALWAYS,
            0,
            0,
            0,
            0,
            0,
            List.of("2026-03-02/2026-03-03", "* * * * SUN"),
            "api"));
    house.walk("2026-03-09T00:00:00Z");
    assertThat(house.fired())
        .containsExactly(
            "2026-03-04T11:00:00Z",
            "2026-03-05T11:00:00Z",
            "2026-03-06T11:00:00Z",
            "2026-03-07T11:00:00Z");
    assertThat(house.skipped())
        .containsExactly(
            "EXCLUDED 2026-03-01T11:00:00Z",
            "EXCLUDED 2026-03-02T11:00:00Z",
            "EXCLUDED 2026-03-03T11:00:00Z",
            "EXCLUDED 2026-03-08T11:00:00Z");
  }

  @Test
  void aConditionLooksAtTheRunBefore() {
    house.save(
        new ScheduleSpec(
            "s",
            EACH_MINUTE.timing(),
            EACH_MINUTE.task(),
            CatchUp.DEFAULT,
            Overlap.SKIP,
            RunCondition.PREVIOUS_SUCCEEDED,
            0,
            0,
            0,
            0,
            0,
            List.of(),
            "api"));
    house.walk("2026-03-01T10:01:00Z");
    house.finishAll(false);
    house.walk("2026-03-01T10:02:00Z");
    assertThat(house.fired()).hasSize(1);
    assertThat(house.skipped()).containsExactly("CONDITION 2026-03-01T10:02:00Z");
  }

  @Test
  void aFixedDelayCountsFromTheEndOfTheRunBefore() {
    house.save(House.spec(new Timing.FixedDelay(60_000)));
    house.walk("2026-03-01T10:01:40Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:01:30Z");
    assertThat(house.view().nextAtMillis()).as("unknown while it runs").isZero();
    house.finishAll(true);
    house.walk("2026-03-01T10:02:40Z");
    assertThat(house.fired()).containsExactly("2026-03-01T10:01:30Z", "2026-03-01T10:02:40Z");
    house.finishAll(true);
    house.jump("2026-03-01T20:00:00Z");
    assertThat(house.fired()).as("late, but never left out").hasSize(3);
  }

  @Test
  void jitterIsTheSameWhereverItIsComputed() {
    ScheduleSpec spec =
        new ScheduleSpec(
            "s",
            EACH_MINUTE.timing(),
            EACH_MINUTE.task(),
            CatchUp.DEFAULT,
            Overlap.ALLOW_ALL,
            RunCondition.ALWAYS,
            30_000,
            0,
            0,
            0,
            0,
            List.of(),
            "api");
    house.save(spec);
    House other = new House("2026-03-01T10:00:10Z");
    other.save(spec);
    house.walk("2026-03-01T11:00:00Z");
    other.walk("2026-03-01T11:00:00Z");
    assertThat(house.submitted())
        .extracting(task -> task.runAtMillis() % 60_000)
        .allMatch(jitter -> jitter <= 30_000)
        .isEqualTo(other.submitted().stream().map(task -> task.runAtMillis() % 60_000).toList());
    assertThat(house.submitted().stream().map(t -> t.runAtMillis() % 60_000).distinct().count())
        .isGreaterThan(50);
  }

  @Test
  void nothingFiresWhileTheClockIsOffAndNothingTwiceAfterwards() {
    house.save(with(EACH_MINUTE, Overlap.ALLOW_ALL));
    house.walk("2026-03-01T10:02:00Z");
    house.trustClock(false);
    house.jump("2026-03-01T11:00:00Z");
    assertThat(house.fired()).hasSize(2);
    house.jump("2026-03-01T10:02:30Z");
    house.trustClock(true);
    house.walk("2026-03-01T10:04:00Z");
    assertThat(house.fired())
        .containsExactly(
            "2026-03-01T10:01:00Z",
            "2026-03-01T10:02:00Z",
            "2026-03-01T10:03:00Z",
            "2026-03-01T10:04:00Z");
  }

  @Test
  void aNewOwnerGoesOnWhereTheOldOneWas() {
    house.save(with(EACH_MINUTE, Overlap.ALLOW_ALL));
    house.walk("2026-03-01T10:02:00Z");
    house.takeOver();
    house.takeOver();
    house.walk("2026-03-01T10:04:00Z");
    assertThat(house.fired()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void aLongCatchUpIsDoneInSeveralTurns() {
    CatchUp all = new CatchUp(Misfire.FIRE_ALL, 60_000, 24 * 3_600_000L, 10_000);
    house.save(
        new ScheduleSpec(
            "s",
            Timing.Cron.of("*/10 * * * * *", "UTC"),
            EACH_MINUTE.task(),
            all,
            Overlap.ALLOW_ALL,
            RunCondition.ALWAYS,
            0,
            0,
            0,
            0,
            0,
            List.of(),
            "api"));
    house.jump("2026-03-01T22:00:30Z");
    assertThat(house.fired()).hasSize(12 * 360).isSorted().doesNotHaveDuplicates();
    assertThat(house.skipped()).isEmpty();
  }

  @Test
  void deletedIsGoneAndItsRunEndsInPeace() {
    house.save(with(EACH_MINUTE, Overlap.BUFFER_ONE));
    house.walk("2026-03-01T10:02:00Z");
    var run = house.view().running().getFirst();
    house.delete();
    assertThat(house.exists()).isFalse();
    assertThat(house.skipped()).containsExactly("WITHDRAWN 2026-03-01T10:02:00Z");
    house.finish(run, true);
    house.walk("2026-03-01T10:10:00Z");
    assertThat(house.fired()).hasSize(1);
  }

  private static ScheduleSpec with(ScheduleSpec spec, Overlap overlap) {
    return new ScheduleSpec(
        spec.name(),
        spec.timing(),
        spec.task(),
        spec.catchUp(),
        overlap,
        spec.condition(),
        0,
        0,
        0,
        0,
        0,
        List.of(),
        "api");
  }

  private static ScheduleSpec from(ScheduleSpec spec, String source) {
    return new ScheduleSpec(
        spec.name(),
        spec.timing(),
        spec.task(),
        spec.catchUp(),
        spec.overlap(),
        spec.condition(),
        0,
        0,
        0,
        0,
        0,
        List.of(),
        source);
  }
}
