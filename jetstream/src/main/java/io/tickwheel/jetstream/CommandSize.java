package io.tickwheel.jetstream;

import io.tickwheel.message.Command;
import io.tickwheel.message.Outcome;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.model.Payload;
import io.tickwheel.wire.ScheduleCodec;

/// How many bytes a command takes on the wire, near enough to bound a frame before it is encoded.
final class CommandSize {
  /// Room for the parts of a frame and of a command that are small and of bounded size.
  static final int ENVELOPE_BYTES = 1_024;

  private static final int FIXED_BYTES = 96;
  private static final int UTF8_BYTES_MAX = 3;

  private CommandSize() {}

  static int estimate(Command command) {
    return FIXED_BYTES
        + switch (command) {
          case Command.Submit submit -> submit.spec().size();
          case Command.Cancel cancel -> text(cancel.reason());
          case Command.Amend amend -> amend.payload().map(Payload::size).orElse(0);
          case Command.AttemptEnded ended -> estimate(ended.outcome());
          case ScheduleCommand wish -> estimate(wish);
          case Command.Retry _, Command.Discard _, Command.RunNow _ -> 0;
        };
  }

  private static int estimate(ScheduleCommand wish) {
    return text(wish.schedule().text())
        + switch (wish) {
          case ScheduleCommand.Save save -> ScheduleCodec.encode(save.spec()).length;
          case ScheduleCommand.Delete delete -> text(delete.source());
          case ScheduleCommand.Pause pause -> text(pause.note());
          case ScheduleCommand.Resume _, ScheduleCommand.Trigger _, ScheduleCommand.Backfill _ -> 0;
        };
  }

  private static int estimate(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded succeeded -> succeeded.output().size();
      case Outcome.Failed failed -> text(failed.failure().message());
      case Outcome.Refused refused -> text(refused.reason());
      case Outcome.Interrupted interrupted -> text(interrupted.reason());
      case Outcome.Cancelled cancelled -> text(cancelled.reason());
    };
  }

  private static int text(String text) {
    return UTF8_BYTES_MAX * text.length();
  }
}
