package io.tickwheel.scheduler.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.tickwheel.scheduler.config.SchedulerSettings;
import io.tickwheel.scheduler.gateway.Admission;
import io.tickwheel.scheduler.gateway.Fleet;
import io.tickwheel.scheduler.gateway.Gateway;
import io.tickwheel.scheduler.gateway.JsonSubmissions;
import io.tickwheel.scheduler.gateway.Owners;
import io.tickwheel.scheduler.gateway.PackedSubmissions;
import io.tickwheel.scheduler.gateway.RecurringTasks;
import io.tickwheel.scheduler.gateway.ScheduleGateway;
import io.tickwheel.scheduler.gateway.SubmissionMeters;
import io.tickwheel.scheduler.history.MonitorClient;
import io.tickwheel.scheduler.history.MonitorHistory;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import io.tickwheel.scheduler.intake.TaskIntake;
import io.tickwheel.scheduler.nats.NatsOwners;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// The gateway's parts, one of each.
@Dependent
final class GatewayWiring {
  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  NatsOwners natsOwners() {
    return new NatsOwners();
  }

  @Produces
  @Singleton
  Admission admission(SchedulerSettings settings) {
    return new Admission(settings.tasksMax());
  }

  @Produces
  @Singleton
  Fleet fleet(InstantSource clock) {
    return new Fleet(clock);
  }

  @Produces
  @Singleton
  MonitorClient monitor(Vertx vertx, SchedulerSettings settings) {
    return new MonitorClient(vertx, settings.monitorUrl());
  }

  void close(@Disposes MonitorClient monitor) {
    monitor.close();
  }

  @Produces
  @Singleton
  Gateway gateway(Owners owners, MonitorClient monitor, Admission admission) {
    RandomGenerator random = new ThreadsOwn();
    return new Gateway(owners, new MonitorHistory(monitor), admission, random);
  }

  @Produces
  @Singleton
  ScheduleGateway scheduleGateway(Owners owners) {
    return new ScheduleGateway(owners);
  }

  @Produces
  @Singleton
  ScheduleIntake scheduleIntake(SchedulerSettings settings) {
    return new ScheduleIntake(settings.retryDefault(), new ThreadsOwn());
  }

  @Produces
  @Singleton
  RecurringTasks recurringTasks(ScheduleIntake intake, ScheduleGateway schedules) {
    return new RecurringTasks(intake, schedules);
  }

  @Produces
  @Singleton
  JsonSubmissions jsonSubmissions(
      SchedulerSettings settings, Gateway gateway, RecurringTasks recurring, InstantSource clock) {
    return new JsonSubmissions(new TaskIntake(settings.retryDefault()), gateway, recurring, clock);
  }

  @Produces
  @Singleton
  PackedSubmissions packedSubmissions(
      SchedulerSettings settings, Gateway gateway, InstantSource clock) {
    return new PackedSubmissions(gateway, settings.retryDefault(), clock);
  }

  @Produces
  @Singleton
  SubmissionMeters meters(MeterRegistry registry, Admission admission) {
    return new SubmissionMeters(registry, admission);
  }

  /// Each thread's own generator.
  private static final class ThreadsOwn implements RandomGenerator {
    @Override
    public long nextLong() {
      return ThreadLocalRandom.current().nextLong();
    }
  }
}
