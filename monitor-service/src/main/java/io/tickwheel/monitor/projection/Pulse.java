package io.tickwheel.monitor.projection;

/// Is told what happens, for figures of the last minute. Called by the thread that follows the
/// journal, for each event; a record that is read again after a failed commit is told again.
public interface Pulse {
  void happened(Happening what, long atMillis);

  /// An attempt ran from `startedAtMillis` to `endedAtMillis`, and was due at `dueAtMillis`.
  void ran(long dueAtMillis, long startedAtMillis, long endedAtMillis);

  Pulse NONE =
      new Pulse() {
        @Override
        public void happened(Happening what, long atMillis) {}

        @Override
        public void ran(long dueAtMillis, long startedAtMillis, long endedAtMillis) {}
      };
}
