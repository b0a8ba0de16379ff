package io.tickwheel.executor.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwheel.executor.log.AttemptLogs;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A process runner on a folder of its own, and eyes for what it leaves behind.
final class Workbench implements AutoCloseable {
  static final String PAYLOAD = "{\"n\":1}";
  static final int EXCERPT_MAX_BYTES = 64 * 1024;
  static final long LOG_MAX_BYTES = 1024 * 1024;

  private static final int WAIT_SECONDS = 30;

  private final ProcessHost host;
  private final Path work;
  private final AttemptLogs logs;
  private final ProcessRunner runner;
  private final AtomicLong ids = new AtomicLong();
  private volatile AttemptId attempt = newAttempt();

  private Workbench(Path folder) throws IOException {
    host = ProcessHost.open(folder);
    work = folder.resolve("work");
    logs =
        new AttemptLogs(
            folder.resolve("logs"), LOG_MAX_BYTES, Duration.ofDays(7), InstantSource.system());
    runner = new ProcessRunner(host, logs, EXCERPT_MAX_BYTES);
  }

  static Workbench open(Path folder) throws IOException {
    return new Workbench(folder);
  }

  ProcessMeter meter() {
    return new ProcessMeter(host);
  }

  /// The newest order's.
  AttemptId attempt() {
    return attempt;
  }

  JsonNode succeeds(String... argv) throws IOException {
    return succeeds(Map.of(), argv);
  }

  JsonNode succeeds(Map<String, String> env, String... argv) throws IOException {
    Outcome outcome = run(env, argv);
    assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Succeeded.class);
    return new ObjectMapper().readTree(((Outcome.Succeeded) outcome).output().bytes());
  }

  Failure fails(String... argv) {
    return failure(run(Map.of(), argv));
  }

  Failure failsAfter(Duration timeout, String... argv) {
    return failure(run(order(timeout, List.of(), Map.of(), argv)));
  }

  static Failure failure(Outcome outcome) {
    assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).failure();
  }

  Outcome run(Map<String, String> env, String... argv) {
    return run(order(Duration.ofSeconds(WAIT_SECONDS), List.of(), env, argv));
  }

  Outcome run(ProcessOrder order) {
    return runner.run(order, new CompletableFuture<>());
  }

  Future<Outcome> start(CompletableFuture<Duration> stop, String... argv) {
    return start(stop, order(Duration.ofSeconds(WAIT_SECONDS), List.of(), Map.of(), argv));
  }

  Future<Outcome> start(CompletableFuture<Duration> stop, ProcessOrder order) {
    return CompletableFuture.supplyAsync(
        () -> runner.run(order, stop), work -> Thread.ofPlatform().start(work));
  }

  ProcessOrder order(
      Duration timeout, List<Integer> fatal, Map<String, String> env, String... argv) {
    attempt = newAttempt();
    var target = new Target.Process(List.of(argv), env);
    return new ProcessOrder(attempt, target, Payload.of(PAYLOAD), timeout, fatal);
  }

  static Outcome get(Future<Outcome> outcome) {
    try {
      return outcome.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Processes of this bench that are still there.
  List<ProcessTable.Entry> processes() {
    return ProcessTable.ofThisMachine().look().stream()
        .filter(entry -> entry.hasCookie(host.cookiePrefix()))
        .toList();
  }

  List<Path> workFolders() throws IOException {
    if (!Files.exists(work)) {
      return List.of();
    }
    try (var all = Files.list(work)) {
      return all.toList();
    }
  }

  String log() {
    try {
      var log = logs.read(attempt);
      return log.isEmpty() ? "" : new String(log.get().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long logBytes() throws IOException {
    return logs.read(attempt).orElseThrow().readAllBytes().length;
  }

  void awaitLog(String text) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!log().contains(text)) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("the log never said " + text);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    host.close();
  }

  private AttemptId newAttempt() {
    return new AttemptId(TaskId.create(1_000, 1, ids.incrementAndGet()), 1);
  }
}
