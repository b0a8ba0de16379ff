package io.tickwheel.scheduler.source;

/// Something outside that defines schedules. Called by one thread at a time; may block for seconds.
public interface Source {
  /// Who defines its schedules, as their owners know it: `crontab:nightly`.
  String name();

  /// Whether to read it now: it has changed, or may have.
  boolean isDue(long nowMillis);

  Contents read(long nowMillis) throws SourceGoneException;
}
