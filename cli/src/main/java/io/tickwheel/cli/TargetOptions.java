package io.tickwheel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What the task does: an HTTP callback, a process, or else the handler registered for its type.
final class TargetOptions {
  @Option(names = "--http", paramLabel = "URL", description = "Send the payload to this address.")
  private Optional<String> http = Optional.empty();

  @Option(names = "--method", paramLabel = "METHOD", description = "With --http; default POST.")
  private Optional<String> method = Optional.empty();

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "With --http: a header of the request; may be repeated.")
  private Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--exec",
      description = "Run a process: everything after -- is its argv; no shell.")
  private boolean exec;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "With --exec: an environment variable; may be repeated.")
  private Map<String, String> env = new LinkedHashMap<>();

  @Parameters(arity = "0..*", paramLabel = "ARGV", description = "With --exec: the process.")
  private List<String> argv = new ArrayList<>();

  void addTo(Map<String, Json> task) {
    check();
    if (http.isPresent()) {
      task.put("target", target("http", httpTarget(http.get())));
    } else if (exec) {
      task.put("target", target("process", processTarget()));
    }
  }

  private void check() {
    if (http.isPresent() && exec) {
      throw CliException.usage("--http and --exec exclude each other; a task has one target");
    }
    if (exec && argv.isEmpty()) {
      throw CliException.usage(
          "--exec: the process is missing; expected is --exec -- PROGRAM ARG…");
    }
    if (!exec && !argv.isEmpty()) {
      throw CliException.usage(
          "'%s' is not expected here; a process is given by --exec -- PROGRAM ARG…"
              .formatted(argv.getFirst()));
    }
    if (http.isEmpty() && (method.isPresent() || !headers.isEmpty())) {
      throw CliException.usage("--method and --header go with --http");
    }
    if (!exec && !env.isEmpty()) {
      throw CliException.usage("--env goes with --exec");
    }
  }

  private Json httpTarget(String url) {
    Map<String, Json> target = new LinkedHashMap<>();
    target.put("url", new Json.Text(url));
    method.ifPresent(name -> target.put("method", new Json.Text(name)));
    Submit.texts(headers).ifPresent(fields -> target.put("headers", fields));
    return new Json.Fields(target);
  }

  private Json processTarget() {
    Map<String, Json> target = new LinkedHashMap<>();
    target.put("argv", Submit.texts(argv));
    Submit.texts(env).ifPresent(fields -> target.put("env", fields));
    return new Json.Fields(target);
  }

  private static Json target(String kind, Json target) {
    return new Json.Fields(Map.of(kind, target));
  }
}
