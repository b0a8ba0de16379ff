package io.tickwheel.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The task's fields but for its target. Values are passed on as given: the server says what it
/// accepts.
final class TaskOptions {
  /// A little above what the server takes: it is the server's to refuse.
  private static final int PAYLOAD_BYTES_MAX = 16 * 1024 * 1024;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "What kind of task; without --http and --exec it names the handler.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--payload",
      paramLabel = "JSON",
      description = "The task's input: JSON, @FILE, or - for standard input.")
  private Optional<String> payload = Optional.empty();

  @Option(
      names = "--in",
      paramLabel = "DURATION",
      description = "Due after this long, as 30s or 1h30m; default: at once.")
  private Optional<String> in = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Due at this time, as 2026-12-01T08:00:00Z.")
  private Optional<String> at = Optional.empty();

  @Option(names = "--max-attempts", paramLabel = "N", description = "Attempts before it is dead.")
  private Optional<Integer> maxAttempts = Optional.empty();

  @Option(names = "--queue", paramLabel = "QUEUE", description = "The queue it waits in.")
  private Optional<String> queue = Optional.empty();

  @Option(
      names = "--priority",
      paramLabel = "PRIORITY",
      description = "critical, high, normal, low or bulk; or 1 to 5.")
  private Optional<String> priority = Optional.empty();

  @Option(
      names = "--attempt-timeout",
      paramLabel = "DURATION",
      description = "How long one attempt may take.")
  private Optional<String> attemptTimeout = Optional.empty();

  @Option(
      names = "--start-deadline",
      paramLabel = "TIME",
      description = "Not started by then, it expires.")
  private Optional<String> startDeadline = Optional.empty();

  @Option(
      names = "--delivery",
      paramLabel = "DELIVERY",
      description = "at_least_once (default) or at_most_once.")
  private Optional<String> delivery = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A label to find it by; may be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  void addTo(Map<String, Json> task, Terminal terminal) {
    if (in.isPresent() && at.isPresent()) {
      throw CliException.usage("--in and --at exclude each other; a task has one due time");
    }
    if (type.isEmpty() && !task.containsKey("target")) {
      throw CliException.usage("--type is missing; it names the handler that runs the task");
    }
    text(task, "type", type);
    payload.ifPresent(given -> task.put("payload", payload(given, terminal)));
    text(task, "delay", in);
    text(task, "run_at", at);
    text(task, "queue", queue);
    priority.ifPresent(word -> task.put("priority", priority(word)));
    text(task, "timeout", attemptTimeout);
    text(task, "start_deadline", startDeadline);
    text(task, "delivery", delivery);
    maxAttempts.ifPresent(
        n -> task.put("retry", new Json.Fields(Map.of("max_attempts", figure(n.toString())))));
    Submit.texts(labels).ifPresent(fields -> task.put("labels", fields));
  }

  private static void text(Map<String, Json> task, String field, Optional<String> value) {
    value.ifPresent(text -> task.put(field, new Json.Text(text)));
  }

  private static Json priority(String word) {
    return word.matches("\\d") ? figure(word) : new Json.Text(word);
  }

  private static Json figure(String digits) {
    return new Json.Figure(digits);
  }

  private static Json payload(String given, Terminal terminal) {
    String text = source(given, terminal);
    try {
      return JsonText.read(text);
    } catch (IOException e) {
      String hint = given.equals(text) ? "; quote it for the shell, as '{\"a\":1}'" : "";
      throw CliException.usage("--payload is not JSON: " + firstLine(e) + hint);
    }
  }

  private static String source(String given, Terminal terminal) {
    try {
      if (given.equals("-")) {
        return utf8(terminal.in().readNBytes(PAYLOAD_BYTES_MAX));
      }
      return given.startsWith("@") ? utf8(Files.readAllBytes(Path.of(given.substring(1)))) : given;
    } catch (NoSuchFileException e) {
      throw CliException.usage("--payload: there is no file " + given.substring(1));
    } catch (IOException e) {
      throw CliException.usage("--payload: %s cannot be read: %s".formatted(given, e.getMessage()));
    }
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
