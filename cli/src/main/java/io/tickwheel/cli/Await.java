package io.tickwheel.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Waits for a task's end by asking in long polls. A server that is away for a while is asked
/// again: a restart of the services does not end the wait.
final class Await {
  private static final Duration POLL = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> FINAL =
      List.of("succeeded", "dead", "cancelled", "expired", "skipped", "lost");

  private final Tickwheel tickwheel;
  private final Optional<Duration> timeout;
  private final long startNanos = System.nanoTime();
  private long heardNanos = startNanos;

  Await(Tickwheel tickwheel, Optional<Duration> timeout) {
    this.tickwheel = tickwheel;
    this.timeout = timeout;
  }

  /// Shows the task when it is final, or as it is at the timeout; returns the exit code.
  int untilFinal(String task) {
    Api api = tickwheel.api();
    while (true) {
      Duration wait = left().compareTo(POLL) < 0 ? left() : POLL;
      Optional<Json> answer = ask(api, task, wait);
      String status = answer.flatMap(Await::status).orElse("");
      if (answer.isPresent() && FINAL.contains(status)) {
        tickwheel.show(answer.get());
        return ExitCode.ofFinal(status);
      }
      if (left().isZero()) {
        answer.ifPresent(tickwheel::show);
        tickwheel.remark(
            "task %s is not finished after %s; it goes on".formatted(task, timeout.orElse(POLL)));
        return ExitCode.NOT_FINISHED;
      }
      if (answer.isEmpty()) {
        pause();
      }
    }
  }

  /// Empty when nobody could answer just now.
  private Optional<Json> ask(Api api, String task, Duration wait) {
    try {
      Json answer = api.get(TaskPath.task(task) + "?wait=" + wait.toMillis() + "ms", wait);
      heardNanos = System.nanoTime();
      return Optional.of(answer);
    } catch (CliException e) {
      boolean passing = e.exitCode() == ExitCode.UNREACHABLE;
      if (!passing || System.nanoTime() - heardNanos > PATIENCE.toNanos()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Duration left() {
    Duration gone = Duration.ofNanos(System.nanoTime() - startNanos);
    Duration left = timeout.map(whole -> whole.minus(gone)).orElse(POLL);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Optional<String> status(Json task) {
    return task instanceof Json.Fields fields ? fields.text("status") : Optional.empty();
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CliException.unreachable("interrupted while waiting");
    }
  }
}
