package io.tickwheel.executor.settings;

import io.tickwheel.executor.http.AddressGuard;
import io.tickwheel.executor.http.WebhookSigner;
import io.tickwheel.executor.load.Limits;
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
import java.util.function.Function;

/// Reads and checks all settings; every mistake is reported at once.
public final class SettingsReader {
  private static final String NATS_URL = "nats://127.0.0.1:4222";
  private static final String ALLOW_ACCEPTED =
      "a list of host:port and address blocks, as billing.internal:8443,10.1.0.0/16";

  private static final int OUTPUT_BYTES_DEFAULT = 64 * 1024;

  /// A result has at most 1 MiB; both streams, escaped as JSON at the worst, stay below it.
  private static final int OUTPUT_BYTES_MAX = 80 * 1024;

  private final Reading reading;

  private SettingsReader(Source source) {
    reading = new Reading(source);
  }

  /// Throws BadSettingsException.
  public static Settings read(Source source) {
    return new SettingsReader(source).read();
  }

  private Settings read() {
    Path data = Path.of(reading.text("tickwheel.data-dir").orElse(".tickwheel/executor"));
    var settings =
        new Settings(
            reading.text("NATS_URL").orElse(NATS_URL),
            reading.text("tickwheel.instance").orElseGet(SettingsReader::hostName),
            labels(),
            data,
            slots(),
            limits(),
            logs(data),
            http(),
            outputBytes(),
            reading.duration("tickwheel.executor.cancel-grace", Duration.ofSeconds(10)),
            reading.duration("tickwheel.executor.drain-timeout", Duration.ofSeconds(15)));
    reading.finish();
    return settings;
  }

  private Settings.Slots slots() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new Settings.Slots(
        slots("tickwheel.executor.process-slots", 2 * cores),
        slots("tickwheel.executor.http-slots", 256),
        slots("tickwheel.executor.handler-slots", 128));
  }

  private int slots(String name, int otherwise) {
    return reading.number(name, 1, LaneGroup.SLOTS_MAX, otherwise);
  }

  private Limits limits() {
    return new Limits(reading.number("MAX_CPU", 1, 100, 80), size("MAX_MEMORY", 1L << 30));
  }

  private Settings.Logs logs(Path data) {
    return new Settings.Logs(
        reading.text("LOG_DIR").map(Path::of).orElse(data.resolve("logs")),
        size("MAX_LOG_SIZE", 100L << 20),
        reading.duration("MAX_LOG_AGE", Duration.ofDays(7)));
  }

  private Settings.Http http() {
    boolean loopback =
        reading
            .value("tickwheel.executor.http.allow-loopback", SettingsReader::truth, "true or false")
            .orElse(false);
    AddressGuard guard =
        reading
            .value(
                "tickwheel.executor.http.allow",
                checked(allowed -> AddressGuard.of(allowed, loopback)),
                ALLOW_ACCEPTED)
            .orElseGet(() -> AddressGuard.of(List.of(), loopback));
    WebhookSigner signer =
        reading
            .value(
                "tickwheel.executor.http.secret",
                checked(WebhookSigner::of),
                "a secret, or several with commas between, each whsec_ and base64 or plain text")
            .orElseGet(() -> WebhookSigner.of(List.of()));
    return new Settings.Http(guard, signer, loopback);
  }

  private int outputBytes() {
    return reading
        .value(
            "tickwheel.executor.output-size",
            text -> Sizes.parse(text).filter(size -> size >= 2 && size <= OUTPUT_BYTES_MAX),
            "2 bytes to 80KiB")
        .map(Math::toIntExact)
        .orElse(OUTPUT_BYTES_DEFAULT);
  }

  private Map<String, String> labels() {
    return reading
        .value("tickwheel.executor.labels", SettingsReader::labels, "a list as zone=eu,disk=ssd")
        .orElse(Map.of());
  }

  private long size(String name, long otherwise) {
    return reading.value(name, Sizes::parse, Sizes.ACCEPTED).orElse(otherwise);
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

  private static Optional<Boolean> truth(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "executor";
    }
  }
}
