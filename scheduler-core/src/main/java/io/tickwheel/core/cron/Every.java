package io.tickwheel.core.cron;

/// Elapsed time: a due time each `periodMillis` from an anchor on.
record Every(long periodMillis) implements CronPattern {}
