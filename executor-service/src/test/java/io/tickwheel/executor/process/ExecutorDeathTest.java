package io.tickwheel.executor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An executor in a JVM of its own is killed while its processes run.
@Timeout(60)
final class ExecutorDeathTest {
  @TempDir Path folder;

  @Test
  void aKilledExecutorLeavesNoProcess() throws Exception {
    Process executor = start();
    String home = Files.readString(folder.resolve("executor.id")).strip();
    await(() -> processes(home).size() >= 3);
    executor.destroyForcibly();
    assertThat(executor.waitFor(10, TimeUnit.SECONDS)).isTrue();
    await(() -> processes(home).isEmpty());
  }

  @Test
  void theNextStartKillsWhatAnEarlierOneLeft() throws Exception {
    ProcessHost.open(folder).close();
    String home = Files.readString(folder.resolve("executor.id")).strip();
    var left = new ProcessBuilder("setsid", "sleep", "600");
    left.environment().put(Cookie.VARIABLE, Cookie.prefix(home, "earlier") + "x.1");
    var others = new ProcessBuilder("setsid", "sleep", "5");
    others.environment().put(Cookie.VARIABLE, "another-home.earlier.x.1");
    Path leftFolder = Files.createDirectories(folder.resolve("work/task-1/cwd/a"));
    Process orphan = left.start();
    Process foreign = others.start();
    await(() -> processes(home).size() == 1);
    try (ProcessHost next = ProcessHost.open(folder)) {
      assertThat(next.isolation()).contains("session");
      assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(foreign.isAlive()).isTrue();
      assertThat(leftFolder).doesNotExist();
    } finally {
      foreign.destroyForcibly();
    }
  }

  private Process start() throws IOException {
    Process executor =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(folder.resolve("started").toFile())
            .start();
    await(() -> says("started") || !executor.isAlive());
    assertThat(executor.isAlive()).isTrue();
    return executor;
  }

  private boolean says(String word) {
    try {
      return Files.readString(folder.resolve("started")).contains(word);
    } catch (IOException e) {
      return false;
    }
  }

  private static List<ProcessTable.Entry> processes(String home) {
    return ProcessTable.ofThisMachine().look().stream()
        .filter(entry -> entry.hasCookie(Cookie.prefix(home)))
        .toList();
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - until).isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  /// Runs a process with an escaped grandchild for ever.
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
      Workbench bench = Workbench.open(Path.of(args[0]));
      var script = "(setsid sh -c 'sleep 600 & sleep 601' &); sleep 602";
      var order =
          bench.order(Duration.ofMinutes(10), List.of(), java.util.Map.of(), "sh", "-c", script);
      System.out.println("started");
      var _ = bench.start(new CompletableFuture<>(), order);
    }
  }
}
