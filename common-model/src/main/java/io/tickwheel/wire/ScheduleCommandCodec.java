package io.tickwheel.wire;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleCommand.Reprocess;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.wire.proto.BackfillSchedule;
import io.tickwheel.wire.proto.Command;
import io.tickwheel.wire.proto.DeleteSchedule;
import io.tickwheel.wire.proto.PauseSchedule;
import io.tickwheel.wire.proto.ResumeSchedule;
import io.tickwheel.wire.proto.SaveSchedule;
import io.tickwheel.wire.proto.TriggerSchedule;
import java.util.Optional;

/// The schedules' half of a command frame; [CommandCodec] is its door.
final class ScheduleCommandCodec {
  private static final Reprocess[] REPROCESS = Reprocess.values();

  private ScheduleCommandCodec() {}

  static void encode(ScheduleCommand command, Command.Builder proto) {
    String schedule = command.schedule().text();
    switch (command) {
      case ScheduleCommand.Save save ->
          proto.setSaveSchedule(
              SaveSchedule.newBuilder()
                  .setSchedule(schedule)
                  .setSpec(ScheduleCodec.proto(save.spec()))
                  .setOnlyNew(save.onlyNew()));
      case ScheduleCommand.Delete delete ->
          proto.setDeleteSchedule(
              DeleteSchedule.newBuilder().setSchedule(schedule).setSource(delete.source()));
      case ScheduleCommand.Pause pause ->
          proto.setPauseSchedule(
              PauseSchedule.newBuilder()
                  .setSchedule(schedule)
                  .setUntilMillis(pause.untilMillis())
                  .setNote(pause.note()));
      case ScheduleCommand.Resume resume ->
          proto.setResumeSchedule(ResumeSchedule.newBuilder().setSchedule(schedule));
      case ScheduleCommand.Trigger trigger ->
          proto.setTriggerSchedule(
              TriggerSchedule.newBuilder()
                  .setSchedule(schedule)
                  .setOverlapValue(trigger.overlap().map(ScheduleCodec::number).orElse(0)));
      case ScheduleCommand.Backfill backfill ->
          proto.setBackfillSchedule(
              BackfillSchedule.newBuilder()
                  .setSchedule(schedule)
                  .setFromMillis(backfill.fromMillis())
                  .setUntilMillis(backfill.untilMillis())
                  .setNewestFirst(backfill.newestFirst())
                  .setConcurrentMax(backfill.concurrentMax())
                  .setReprocessValue(backfill.reprocess().ordinal())
                  .setDryRun(backfill.dryRun()));
    }
  }

  static ScheduleCommand save(TaskId place, SaveSchedule proto) {
    return new ScheduleCommand.Save(
        place,
        new ScheduleId(proto.getSchedule()),
        ScheduleCodec.model(proto.getSpec()),
        proto.getOnlyNew());
  }

  static ScheduleCommand delete(TaskId place, DeleteSchedule proto) {
    return new ScheduleCommand.Delete(
        place, new ScheduleId(proto.getSchedule()), proto.getSource());
  }

  static ScheduleCommand pause(TaskId place, PauseSchedule proto) {
    return new ScheduleCommand.Pause(
        place, new ScheduleId(proto.getSchedule()), proto.getUntilMillis(), proto.getNote());
  }

  static ScheduleCommand resume(TaskId place, ResumeSchedule proto) {
    return new ScheduleCommand.Resume(place, new ScheduleId(proto.getSchedule()));
  }

  static ScheduleCommand trigger(TaskId place, TriggerSchedule proto) {
    int overlap = proto.getOverlapValue();
    return new ScheduleCommand.Trigger(
        place,
        new ScheduleId(proto.getSchedule()),
        overlap == 0
            ? Optional.empty()
            : Optional.of(ScheduleCodec.value(Overlap.values(), overlap)));
  }

  static ScheduleCommand backfill(TaskId place, BackfillSchedule proto) {
    return new ScheduleCommand.Backfill(
        place,
        new ScheduleId(proto.getSchedule()),
        proto.getFromMillis(),
        proto.getUntilMillis(),
        proto.getNewestFirst(),
        proto.getConcurrentMax(),
        ScheduleCodec.value(REPROCESS, proto.getReprocessValue() + 1),
        proto.getDryRun());
  }
}
