package io.tickwheel.executor.settings;

import io.tickwheel.executor.http.AddressGuard;
import io.tickwheel.executor.load.Limits;
import io.tickwheel.http.WebhookSigner;
import io.tickwheel.settings.SettingsReader;
import io.tickwheel.settings.SharedSettings;
import io.tickwheel.worker.LaneGroup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The settings that an executor knows, with their defaults and limits.
public final class ExecutorSettings {
  private static final String ALLOW_ACCEPTED =
      "a list of host:port and address blocks, as billing.internal:8443,10.1.0.0/16";

  private static final int OUTPUT_BYTES_DEFAULT = 64 * 1024;

  /// A result has at most 1 MiB; both streams, escaped as JSON at the worst, stay below it.
  private static final int OUTPUT_BYTES_MAX = 80 * 1024;

  private final SettingsReader reader;

  private ExecutorSettings(SettingsReader reader) {
    this.reader = reader;
  }

  /// Throws BadSettingsException with a sentence for each that is wrong. `names` are those that are
  /// set anywhere, `environment` those set in the environment.
  public static Settings read(
      Function<String, Optional<String>> values, Iterable<String> names, Set<String> environment) {
    var reader = new SettingsReader(values);
    Settings settings = new ExecutorSettings(reader).read();
    reader.refuseUnknown("executor", names, environment);
    reader.done();
    return settings;
  }

  private Settings read() {
    Path data = SharedSettings.dataFolder(reader, "executor");
    return new Settings(
        SharedSettings.natsUrl(reader),
        SharedSettings.name(reader, "executor", hostName()),
        labels(),
        data,
        slots(),
        limits(),
        logs(data),
        http(),
        outputBytes(),
        duration("tickwheel.executor.cancel-grace", Duration.ofSeconds(10), Duration.ofHours(1)),
        duration("tickwheel.executor.drain-timeout", Duration.ofSeconds(15), Duration.ofDays(7)));
  }

  private Settings.Slots slots() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Settings.Slots(
        slots("tickwheel.executor.process-slots", 2 * cores),
        slots("tickwheel.executor.http-slots", 256),
        slots("tickwheel.executor.handler-slots", 128));
  }

  private int slots(String name, int otherwise) {
    return number(name, otherwise, LaneGroup.SLOTS_MAX);
  }

  private Limits limits() {
    return new Limits(number("MAX_CPU", 80, 100), size("MAX_MEMORY", 1L << 30));
  }

  private Settings.Logs logs(Path data) {
    return new Settings.Logs(
        Path.of(text("LOG_DIR", data.resolve("logs").toString())),
        size("MAX_LOG_SIZE", 100L << 20),
        duration("MAX_LOG_AGE", Duration.ofDays(7), Duration.ofDays(3650)));
  }

  private Settings.Http http() {
    boolean loopback = reader.flag(List.of("tickwheel.executor.http.allow-loopback"), false);
    AddressGuard guard =
        reader
            .value(
                List.of("tickwheel.executor.http.allow"),
                ALLOW_ACCEPTED,
                checked(allowed -> AddressGuard.of(allowed, loopback)))
            .orElseGet(() -> AddressGuard.of(List.of(), loopback));
    WebhookSigner signer =
        reader
            .value(
                List.of("tickwheel.executor.http.secret"),
                "a secret, or several with commas between, each whsec_ and base64 or plain text",
                checked(WebhookSigner::of))
            .orElseGet(() -> WebhookSigner.of(List.of()));
    return new Settings.Http(guard, signer, loopback);
  }

  private int outputBytes() {
    return reader
        .value(
            List.of("tickwheel.executor.output-size"),
            "2 bytes to 80KiB",
            text -> Sizes.parse(text).filter(size -> size >= 2 && size <= OUTPUT_BYTES_MAX))
        .map(Math::toIntExact)
        .orElse(OUTPUT_BYTES_DEFAULT);
  }

  private Map<String, String> labels() {
    return reader
        .value(
            List.of("tickwheel.executor.labels"),
            "a list as zone=eu,disk=ssd",
            ExecutorSettings::labels)
        .orElse(Map.of());
  }

  private long size(String name, long otherwise) {
    return reader.value(List.of(name), Sizes.ACCEPTED, Sizes::parse).orElse(otherwise);
  }

  private String text(String name, String otherwise) {
    return reader.text(List.of(name), otherwise);
  }

  private int number(String name, int otherwise, int most) {
    return (int) reader.number(List.of(name), otherwise, 1, most);
  }

  private Duration duration(String name, Duration otherwise, Duration most) {
    return Duration.ofMillis(
        reader.durationMillis(List.of(name), otherwise.toMillis(), 1, most.toMillis()));
  }

  /// A list with commas between, read by what throws IllegalArgumentException at a bad one.
  private static <T> Function<String, Optional<T>> checked(Function<List<String>, T> parse) {
    return text -> {
      try {
        return Optional.of(parse.apply(Arrays.stream(text.split(",")).map(String::strip).toList()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    };
  }

  private static Optional<Map<String, String>> labels(String text) {
    var labels = new HashMap<String, String>();
    for (String label : text.split(",")) {
      int equals = label.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      labels.put(label.substring(0, equals).strip(), label.substring(equals + 1).strip());
    }
    return Optional.of(labels);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "executor";
    }
  }
}
