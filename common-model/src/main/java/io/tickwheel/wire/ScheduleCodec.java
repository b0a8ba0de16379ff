package io.tickwheel.wire;

import static io.tickwheel.model.Require.require;
import static io.tickwheel.wire.ModelCodec.bytes;
import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.spec;
import static io.tickwheel.wire.ModelCodec.task;

import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SnapshotBlob.BufferRecord;
import io.tickwheel.message.SnapshotBlob.RunRecord;
import io.tickwheel.message.SnapshotBlob.ScheduleRecord;
import io.tickwheel.message.SnapshotBlob.SkipRecord;
import io.tickwheel.model.CatchUp;
import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.Pause;
import io.tickwheel.model.RunCondition;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.SkipReason;
import io.tickwheel.model.Timing;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.proto.BackfillRun;
import io.tickwheel.wire.proto.BufferedOccurrence;
import io.tickwheel.wire.proto.CronTiming;
import io.tickwheel.wire.proto.ScheduleAnswer;
import io.tickwheel.wire.proto.SchedulePause;
import io.tickwheel.wire.proto.ScheduleRun;
import io.tickwheel.wire.proto.SkippedSpan;
import io.tickwheel.wire.proto.TimesTiming;
import java.util.List;
import java.util.Optional;

/// Standing orders (`schedule.proto`), as they stand in commands, events, snapshots and answers.
public final class ScheduleCodec {
  private ScheduleCodec() {}

  /// Equal specifications have equal bytes.
  public static byte[] encode(ScheduleSpec spec) {
    return proto(spec).toByteArray();
  }

  /// Equal records have equal bytes.
  public static byte[] encode(ScheduleRecord record) {
    return record(record).toByteArray();
  }

  public static byte[] encode(ScheduleQuery query) {
    return io.tickwheel.wire.proto.ScheduleQuery.newBuilder()
        .setAfter(query.after())
        .setOnly(query.only())
        .setLimit(query.limit())
        .build()
        .toByteArray();
  }

  public static ScheduleQuery decodeQuery(byte[] bytes) {
    return Decoding.decode(
        "schedule query",
        bytes,
        io.tickwheel.wire.proto.ScheduleQuery.parser(),
        proto -> new ScheduleQuery(proto.getAfter(), proto.getOnly(), proto.getLimit()));
  }

  public static byte[] encodeAnswer(List<ScheduleView> schedules) {
    var proto = ScheduleAnswer.newBuilder();
    schedules.forEach(view -> proto.addSchedules(view(view)));
    return proto.build().toByteArray();
  }

  public static List<ScheduleView> decodeAnswer(byte[] bytes) {
    return Decoding.decode(
        "schedule answer",
        bytes,
        ScheduleAnswer.parser(),
        proto -> Decoding.each(proto.getSchedulesList(), ScheduleCodec::view));
  }

  static io.tickwheel.wire.proto.ScheduleSpec proto(ScheduleSpec spec) {
    var proto =
        io.tickwheel.wire.proto.ScheduleSpec.newBuilder()
            .setName(spec.name())
            .setTask(bytes(PackedSpec.pack(spec.task())))
            .setMisfireValue(number(spec.catchUp().misfire()))
            .setMisfireGraceMillis(spec.catchUp().graceMillis())
            .setCatchupWindowMillis(spec.catchUp().windowMillis())
            .setMaxCatchup(spec.catchUp().countMax())
            .setOverlapValue(number(spec.overlap()))
            .setConditionValue(number(spec.condition()))
            .setJitterMillis(spec.jitterMillis())
            .setStartAtMillis(spec.startAtMillis())
            .setEndAtMillis(spec.endAtMillis())
            .setRunsMax(spec.runsMax())
            .setPauseAfterFailures(spec.pauseAfterFailures())
            .addAllExclusions(spec.exclusions())
            .setSource(spec.source());
    switch (spec.timing()) {
      case Timing.Cron cron ->
          proto.setCron(
              CronTiming.newBuilder()
                  .setExpression(cron.expression())
                  .setZone(cron.zone())
                  .setGap(cron.gap())
                  .setOverlap(cron.overlap())
                  .setDayMatch(cron.dayMatch()));
      case Timing.Interval interval -> proto.setIntervalMillis(interval.periodMillis());
      case Timing.FixedDelay delay -> proto.setFixedDelayMillis(delay.delayMillis());
      case Timing.Times times ->
          proto.setTimes(TimesTiming.newBuilder().addAllAtMillis(times.atMillis()));
    }
    return proto.build();
  }

  static ScheduleSpec model(io.tickwheel.wire.proto.ScheduleSpec proto) {
    return new ScheduleSpec(
        proto.getName(),
        timing(proto),
        spec(proto.getTask()).unpack(),
        new CatchUp(
            value(Misfire.values(), proto.getMisfireValue()),
            proto.getMisfireGraceMillis(),
            proto.getCatchupWindowMillis(),
            proto.getMaxCatchup()),
        value(Overlap.values(), proto.getOverlapValue()),
        value(RunCondition.values(), proto.getConditionValue()),
        proto.getJitterMillis(),
        proto.getStartAtMillis(),
        proto.getEndAtMillis(),
        proto.getRunsMax(),
        proto.getPauseAfterFailures(),
        List.copyOf(proto.getExclusionsList()),
        proto.getSource());
  }

  private static Timing timing(io.tickwheel.wire.proto.ScheduleSpec proto) {
    return switch (proto.getTimingCase()) {
      case CRON -> {
        CronTiming cron = proto.getCron();
        yield new Timing.Cron(
            cron.getExpression(),
            cron.getZone(),
            cron.getGap(),
            cron.getOverlap(),
            cron.getDayMatch());
      }
      case INTERVAL_MILLIS -> new Timing.Interval(proto.getIntervalMillis());
      case FIXED_DELAY_MILLIS -> new Timing.FixedDelay(proto.getFixedDelayMillis());
      case TIMES -> new Timing.Times(proto.getTimes().getAtMillisList());
      case TIMING_NOT_SET -> throw new IllegalArgumentException("a schedule without timing");
    };
  }

  static SchedulePause pause(Pause pause) {
    return SchedulePause.newBuilder()
        .setSinceMillis(pause.sinceMillis())
        .setUntilMillis(pause.untilMillis())
        .setNote(pause.note())
        .setAutomatic(pause.automatic())
        .build();
  }

  static Pause pause(SchedulePause proto) {
    return new Pause(
        proto.getSinceMillis(), proto.getUntilMillis(), proto.getNote(), proto.getAutomatic());
  }

  static BackfillRun run(ScheduleEvent.BackfillRun run) {
    return BackfillRun.newBuilder().setNominalMillis(run.nominalMillis()).setRun(run.run()).build();
  }

  static ScheduleEvent.BackfillRun run(BackfillRun proto) {
    return new ScheduleEvent.BackfillRun(proto.getNominalMillis(), proto.getRun());
  }

  static io.tickwheel.wire.proto.ScheduleRecord record(ScheduleRecord record) {
    var proto =
        io.tickwheel.wire.proto.ScheduleRecord.newBuilder()
            .setPlace(id(record.place()))
            .setSchedule(record.schedule().text())
            .setSpec(proto(record.spec()))
            .setRevision(record.revision())
            .setKnownSinceMillis(record.knownSinceMillis())
            .setChangedAtMillis(record.changedAtMillis())
            .setDecidedUntilMillis(record.decidedUntilMillis())
            .setLastNominalMillis(record.lastNominalMillis())
            .setLastEndedMillis(record.lastEndedMillis())
            .setRunsLeft(record.runsLeft())
            .setFailuresInARow(record.failuresInARow())
            .setBackfillConcurrentMax(record.backfillConcurrentMax())
            .addAllFailedMillis(record.failed())
            .setFiredTotal(record.firedTotal())
            .setSkippedTotal(record.skippedTotal());
    record.lastTask().ifPresent(task -> proto.setLastTask(id(task)));
    record.lastSucceeded().ifPresent(proto::setLastSucceeded);
    record.pause().ifPresent(pause -> proto.setPause(pause(pause)));
    for (RunRecord run : record.running()) {
      proto.addRunning(
          ScheduleRun.newBuilder()
              .setTask(id(run.task()))
              .setNominalMillis(run.nominalMillis())
              .setCauseValue(number(run.cause())));
    }
    for (BufferRecord waiting : record.buffered()) {
      proto.addBuffered(
          BufferedOccurrence.newBuilder()
              .setNominalMillis(waiting.nominalMillis())
              .setMissed(waiting.missed())
              .setCauseValue(number(waiting.cause())));
    }
    record.backfill().forEach(run -> proto.addBackfill(run(run)));
    for (SkipRecord span : record.skipped()) {
      proto.addSkipped(
          SkippedSpan.newBuilder()
              .setFirstMillis(span.firstMillis())
              .setLastMillis(span.lastMillis()));
    }
    return proto.build();
  }

  static ScheduleRecord record(io.tickwheel.wire.proto.ScheduleRecord proto) {
    return new ScheduleRecord(
        task(proto.hasPlace(), proto.getPlace()),
        new ScheduleId(proto.getSchedule()),
        model(proto.getSpec()),
        proto.getRevision(),
        proto.getKnownSinceMillis(),
        proto.getChangedAtMillis(),
        proto.getDecidedUntilMillis(),
        proto.getLastNominalMillis(),
        proto.hasLastTask() ? Optional.of(task(true, proto.getLastTask())) : Optional.empty(),
        proto.hasLastSucceeded() ? Optional.of(proto.getLastSucceeded()) : Optional.empty(),
        proto.getLastEndedMillis(),
        proto.getRunsLeft(),
        proto.getFailuresInARow(),
        proto.hasPause() ? Optional.of(pause(proto.getPause())) : Optional.empty(),
        Decoding.each(
            proto.getRunningList(),
            run ->
                new RunRecord(
                    task(run.hasTask(), run.getTask()),
                    run.getNominalMillis(),
                    value(Cause.values(), run.getCauseValue()))),
        Decoding.each(
            proto.getBufferedList(),
            waiting ->
                new BufferRecord(
                    waiting.getNominalMillis(),
                    waiting.getMissed(),
                    value(Cause.values(), waiting.getCauseValue()))),
        Decoding.each(proto.getBackfillList(), ScheduleCodec::run),
        proto.getBackfillConcurrentMax(),
        Decoding.each(
            proto.getSkippedList(),
            span -> new SkipRecord(span.getFirstMillis(), span.getLastMillis())),
        proto.getFailedMillisList(),
        proto.getFiredTotal(),
        proto.getSkippedTotal());
  }

  static io.tickwheel.wire.proto.ScheduleView view(ScheduleView view) {
    var proto =
        io.tickwheel.wire.proto.ScheduleView.newBuilder()
            .setSchedule(view.id().text())
            .setSpec(proto(view.spec()))
            .setRevision(view.revision())
            .setKnownSinceMillis(view.knownSinceMillis())
            .setChangedAtMillis(view.changedAtMillis())
            .setDecidedUntilMillis(view.decidedUntilMillis())
            .setNextAtMillis(view.nextAtMillis())
            .setLastNominalMillis(view.lastNominalMillis())
            .setRunsLeft(view.runsLeft())
            .setFailuresInARow(view.failuresInARow())
            .setBuffered(view.buffered())
            .setBackfilling(view.backfilling())
            .setFiredTotal(view.firedTotal())
            .setSkippedTotal(view.skippedTotal());
    view.lastTask().ifPresent(task -> proto.setLastTask(id(task)));
    view.pause().ifPresent(pause -> proto.setPause(pause(pause)));
    view.running().forEach(task -> proto.addRunning(id(task)));
    return proto.build();
  }

  static ScheduleView view(io.tickwheel.wire.proto.ScheduleView proto) {
    return new ScheduleView(
        new ScheduleId(proto.getSchedule()),
        model(proto.getSpec()),
        proto.getRevision(),
        proto.getKnownSinceMillis(),
        proto.getChangedAtMillis(),
        proto.getDecidedUntilMillis(),
        proto.getNextAtMillis(),
        proto.getLastNominalMillis(),
        proto.hasLastTask() ? Optional.of(task(true, proto.getLastTask())) : Optional.empty(),
        proto.getRunsLeft(),
        proto.getFailuresInARow(),
        proto.hasPause() ? Optional.of(pause(proto.getPause())) : Optional.empty(),
        Decoding.each(proto.getRunningList(), id -> task(true, id)),
        proto.getBuffered(),
        proto.getBackfilling(),
        proto.getFiredTotal(),
        proto.getSkippedTotal());
  }

  /// An enum's wire number is its ordinal plus one, 0 means none.
  static int number(Enum<?> value) {
    return value.ordinal() + 1;
  }

  static Cause cause(int number) {
    return value(Cause.values(), number);
  }

  static SkipReason reason(int number) {
    return value(SkipReason.values(), number);
  }

  static <E> E value(E[] values, int number) {
    require(number >= 1 && number <= values.length, "unknown value %s", number);
    return values[number - 1];
  }
}
