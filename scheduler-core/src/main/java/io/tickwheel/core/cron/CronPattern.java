package io.tickwheel.core.cron;

/// What an expression says, without its zone.
sealed interface CronPattern permits LocalTimes, Every {}
