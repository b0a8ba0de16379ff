package io.tickwheel.scheduler.config;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.RetryPolicy.Jitter;
import io.tickwheel.model.RetryPolicy.Strategy;
import io.tickwheel.scheduler.intake.IntakeLimits;
import io.tickwheel.settings.SettingsReader;
import io.tickwheel.settings.SharedSettings;
import java.net.URI;
import java.util.List;
import java.util.Set;

/// What the scheduler can be told, with the names and limits of each setting.
///
/// `url` is where others reach this scheduler's API; `name` is unique among the schedulers: by
/// default the machine's, the port, and something random that stays for the process.
public record SchedulerSettings(
    String name,
    URI url,
    String natsUrl,
    URI monitorUrl,
    int partitions,
    int replicas,
    long tasksMax,
    RetryPolicy retryDefault,
    long answerTimeoutMillis,
    OwnerSettings owner,
    SourceSettings sources) {

  private static final Set<String> HTTP = Set.of("http", "https");

  /// `port` is where this process listens.
  public static SchedulerSettings read(SettingsReader in, String host, int port) {
    String here = "http://" + host + ":" + port;
    return new SchedulerSettings(
        SharedSettings.name(in, "scheduler", DefaultName.of(port)),
        in.address(List.of("tickwheel.scheduler.url"), here, HTTP),
        SharedSettings.natsUrl(in),
        in.address(List.of("tickwheel.scheduler.monitor-url"), "http://127.0.0.1:8080", HTTP),
        SharedSettings.partitions(in),
        SharedSettings.replicas(in),
        in.number(
            List.of("tickwheel.scheduler.max-tasks", "MAX_TASKS"), 10_000_000, 1, 1_000_000_000),
        retryDefault(in),
        in.durationMillis(List.of("tickwheel.scheduler.answer-timeout"), 3_000, 1_000, 60_000),
        OwnerSettings.read(in),
        SourceSettings.read(in));
  }

  private static RetryPolicy retryDefault(SettingsReader in) {
    long retries =
        in.number(
            List.of("tickwheel.scheduler.max-retries", "MAX_RETRIES"),
            3,
            0,
            RetryPolicy.ATTEMPTS_MAX - 1);
    long delay =
        in.durationMillis(
            List.of("tickwheel.scheduler.retry-delay", "RETRY_DELAY"),
            5_000,
            0,
            IntakeLimits.BACKOFF_MAX_MILLIS);
    RetryPolicy usual = RetryPolicy.DEFAULT;
    return new RetryPolicy(
        (int) retries + 1,
        Strategy.EXPONENTIAL,
        delay,
        usual.factor(),
        Math.max(usual.capMillis(), delay),
        Jitter.ADDITIVE,
        usual.jitterMillis(),
        List.of(),
        List.of());
  }
}
