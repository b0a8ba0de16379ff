package io.tickwheel.bench.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.tickwheel.core.cron.CronExpression;
import io.tickwheel.core.cron.DstPolicy;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import java.util.function.LongUnaryOperator;

/// A cron library, as someone would use it who asks for one due time after the other.
public enum CronContestant {
  TICKWHEEL {
    @Override
    public LongUnaryOperator parse(String text) {
      var due = CronExpression.parse(text).occurrences(ZONE, DstPolicy.DEFAULT, 0);
      return after -> due.next(after).orElse(NONE);
    }
  },
  CRON_UTILS {
    @Override
    public LongUnaryOperator parse(String text) {
      var time = ExecutionTime.forCron(CRON_UTILS_PARSER.parse(text));
      return after ->
          time.nextExecution(Instant.ofEpochMilli(after).atZone(ZONE))
              .map(next -> next.toInstant().toEpochMilli())
              .orElse(NONE);
    }
  },
  QUARTZ {
    @Override
    public LongUnaryOperator parse(String text) {
      try {
        var cron = new org.quartz.CronExpression(text);
        cron.setTimeZone(TimeZone.getTimeZone(ZONE));
        return after -> {
          Date next = cron.getNextValidTimeAfter(Date.from(Instant.ofEpochMilli(after)));
          return next == null ? NONE : next.toInstant().toEpochMilli();
        };
      } catch (ParseException e) {
        throw new IllegalArgumentException(e);
      }
    }
  },
  SPRING {
    @Override
    public LongUnaryOperator parse(String text) {
      var cron = org.springframework.scheduling.support.CronExpression.parse(text);
      return after -> {
        var next = cron.next(Instant.ofEpochMilli(after).atZone(ZONE));
        return next == null ? NONE : next.toInstant().toEpochMilli();
      };
    }
  };

  /// What is answered when nothing is due any more.
  public static final long NONE = Long.MIN_VALUE;

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final CronParser CRON_UTILS_PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

  /// Reads a text that all of them take; what it returns gives the next due time after another.
  public abstract LongUnaryOperator parse(String text);
}
