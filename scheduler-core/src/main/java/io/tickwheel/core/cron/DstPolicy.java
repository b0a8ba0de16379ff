package io.tickwheel.core.cron;

/// What becomes of fixed local times around a change of a zone's offset, whatever its reason.
public record DstPolicy(GapPolicy gap, OverlapPolicy overlap) {
  public static final DstPolicy DEFAULT =
      new DstPolicy(GapPolicy.RUN_AFTER_GAP, OverlapPolicy.FIRST);

  /// Every instant whose local time matches, and no other.
  static final DstPolicy EVERY_INSTANT = new DstPolicy(GapPolicy.SKIP, OverlapPolicy.BOTH);
}
