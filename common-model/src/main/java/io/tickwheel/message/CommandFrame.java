package io.tickwheel.message;

import static io.tickwheel.model.Require.require;

import io.tickwheel.model.Incarnation;
import java.util.List;

/// Commands of one source for one partition. Frames of a source are numbered per partition from 1
/// without gaps, one is in flight at a time, and an unacknowledged one is repeated under its
/// number: so the owner can drop what it has seen, and every command is decided exactly once.
/// `replyTo` is the core NATS subject for the [ReplyFrame], empty when no answer is wanted.
public record CommandFrame(
    Incarnation source, long number, String replyTo, List<Command> commands) {
  public CommandFrame {
    require(number >= 1, "frames count from 1: %s", number);
    commands = List.copyOf(commands);
  }
}
