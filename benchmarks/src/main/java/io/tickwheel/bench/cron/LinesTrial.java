package io.tickwheel.bench.cron;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// `tickwheel cron next --lines`, as the launcher starts it: questions in, answers out.
public final class LinesTrial {
  private static final int LINES = 200_000;
  private static final List<String> EXPRESSIONS =
      List.of("*/5 * * * *", "30 2 * * 1-5", "0 0 L * *", "0 9 15W * ?", "0 0 0 29 2 ? 2028");
  private static final List<String> ZONES =
      List.of("UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata");

  private LinesTrial() {}

  /// Answers a second, from the first answer to the last.
  public static double linesPerSecond() throws IOException, InterruptedException {
    var home = Path.of(System.getenv().getOrDefault("TICKWHEEL_HOME", ".."));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                home.resolve("cli/target/cli.jar").toString(),
                "cron",
                "next",
                "--lines")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread asking = Thread.ofPlatform().start(() -> ask(process));
    double rate = rate(process);
    asking.join();
    if (process.waitFor() != 0) {
      throw new IOException("the client ended with exit code " + process.exitValue());
    }
    return rate;
  }

  private static void ask(Process process) {
    try (var out = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      for (int i = 0; i < LINES; i++) {
        out.write(
            "{\"id\":%d,\"expr\":\"%s\",\"tz\":\"%s\",\"from\":\"20%02d-03-07T00:00:00Z\",\"count\":3}\n"
                .formatted(
                    i,
                    EXPRESSIONS.get(i % EXPRESSIONS.size()),
                    ZONES.get(i / 7 % ZONES.size()),
                    10 + i % 30));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double rate(Process process) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      in.readLine();
      long start = System.nanoTime();
      for (int i = 1; i < LINES; i++) {
        if (in.readLine() == null) {
          throw new IOException("only %d of %d lines were answered".formatted(i, LINES));
        }
      }
      return (LINES - 1) * 1e9 / (System.nanoTime() - start);
    }
  }
}
