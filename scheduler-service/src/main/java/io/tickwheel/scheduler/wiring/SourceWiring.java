package io.tickwheel.scheduler.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tickwheel.scheduler.config.SchedulerSettings;
import io.tickwheel.scheduler.config.SourceSettings;
import io.tickwheel.scheduler.gateway.Owners;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import io.tickwheel.scheduler.intake.TaskIntake;
import io.tickwheel.scheduler.lifecycle.StopOrder;
import io.tickwheel.scheduler.source.CrontabFile;
import io.tickwheel.scheduler.source.Crontabs;
import io.tickwheel.scheduler.source.HangUp;
import io.tickwheel.scheduler.source.OrderReader;
import io.tickwheel.scheduler.source.ScheduleFile;
import io.tickwheel.scheduler.source.Source;
import io.tickwheel.scheduler.source.Sources;
import io.tickwheel.scheduler.source.SqlCrontab;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The sources of schedules that the settings name, and what reads them.
@Dependent
final class SourceWiring {
  @Produces
  @Singleton
  Sources sources(
      SchedulerSettings settings,
      ScheduleGateway schedules,
      ScheduleIntake intake,
      Owners owners,
      InstantSource clock) {
    OrderReader orders = orders(settings);
    SourceSettings from = settings.sources();
    List<Source> sources = new ArrayList<>(files(from, orders));
    from.schedulesFile().ifPresent(path -> sources.add(new ScheduleFile(path, intake)));
    from.database()
        .ifPresent(
            database ->
                sources.add(new SqlCrontab(database, from.databasePeriod().toMillis(), orders)));
    return new Sources(sources, schedules, owners, clock);
  }

  @Produces
  @Singleton
  Crontabs crontabs(SchedulerSettings settings, ScheduleGateway schedules, InstantSource clock) {
    OrderReader orders = orders(settings);
    return new Crontabs(
        schedules,
        orders,
        settings.retryDefault(),
        files(settings.sources(), orders).stream().map(Source::name).collect(Collectors.toSet()),
        clock);
  }

  void start(@Observes StartupEvent event, Sources sources) {
    sources.start();
    HangUp.handle(
        () -> {
          var _ = sources.sync();
        });
  }

  void stop(@Observes @Priority(StopOrder.SUBMISSIONS) ShutdownEvent event, Sources sources) {
    sources.close();
  }

  private static List<Source> files(SourceSettings from, OrderReader orders) {
    return from.crontabFiles().stream().<Source>map(path -> new CrontabFile(path, orders)).toList();
  }

  private static OrderReader orders(SchedulerSettings settings) {
    return new OrderReader(new TaskIntake(settings.retryDefault()));
  }
}
