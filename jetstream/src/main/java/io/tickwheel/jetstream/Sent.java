package io.tickwheel.jetstream;

/// What becomes of a command that was given to a [CommandLane]. Called on the lane's threads;
/// should do little there.
@FunctionalInterface
public interface Sent {
  /// The command has its place in a frame that is about to be sent: an answer may come from now on,
  /// even before the acknowledgement.
  default void framed(long frameNumber, int indexInFrame) {}

  /// The command is stored and will be decided. Comes once, in the order of sending.
  void acknowledged(long commandsSequence, long frameNumber, int indexInFrame);

  /// The lane was closed first. Whether the command was stored is unknown if it was framed; else it
  /// was not.
  default void abandoned() {}
}
