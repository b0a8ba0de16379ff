/// Cron expressions against those of cron-utils, Quartz and Spring.
@NullMarked
package io.tickwheel.bench.cron;

import org.jspecify.annotations.NullMarked;
