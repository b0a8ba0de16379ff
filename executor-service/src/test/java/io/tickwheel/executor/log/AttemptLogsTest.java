package io.tickwheel.executor.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.AttemptId;
import io.tickwheel.model.TaskId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptLogsTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final AttemptId ATTEMPT = new AttemptId(TaskId.create(1_000, 1, 7), 3);

  @TempDir Path folder;
  private AttemptLogs logs;

  @BeforeEach
  void open() {
    logs = new AttemptLogs(folder, 100, Duration.ofDays(7), InstantSource.fixed(NOW));
  }

  @Test
  void aLogLiesUnderItsDateAndIsReadBack() throws IOException {
    logs.line(ATTEMPT, "first");
    logs.line(ATTEMPT, "second");
    assertThat(folder.resolve("2026-03-10/" + ATTEMPT.task() + "-3.log"))
        .hasContent("first\nsecond\n");
    assertThat(text(ATTEMPT)).isEqualTo("first\nsecond\n");
  }

  @Test
  void whoSaysNothingHasNoFile() throws IOException {
    logs.open(ATTEMPT).close();
    assertThat(folder).isEmptyDirectory();
    assertThat(logs.read(ATTEMPT)).isEmpty();
  }

  @Test
  void anAttemptOverMidnightIsReadInOrder() throws IOException {
    logs.line(ATTEMPT, "before");
    var next = InstantSource.fixed(NOW.plus(Duration.ofDays(1)));
    new AttemptLogs(folder, 100, Duration.ofDays(7), next).line(ATTEMPT, "after");
    assertThat(text(ATTEMPT)).isEqualTo("before\nafter\n");
  }

  @Test
  void theNewestOutputStaysWithinTheLimit() throws IOException {
    var all = new StringBuilder();
    try (AttemptLog log = logs.open(ATTEMPT)) {
      for (int i = 0; i < 100; i++) {
        String line = "line " + i + "\n";
        all.append(line);
        log.append(ByteBuffer.wrap(line.getBytes(UTF_8)));
      }
      log.append(ByteBuffer.wrap("x".repeat(333).getBytes(UTF_8)));
      all.append("x".repeat(333));
    }
    String kept = text(ATTEMPT);
    assertThat(kept.length()).isBetween(50, 100);
    assertThat(all.toString()).endsWith(kept);
  }

  @Test
  void oldLogsGoAndOnlyLogs() throws IOException {
    logs.line(ATTEMPT, "young");
    Path old = Files.createDirectories(folder.resolve("2026-03-01"));
    Path log = Files.writeString(old.resolve(ATTEMPT.task() + "-1.log"), "old");
    Path rotated = Files.writeString(old.resolve(ATTEMPT.task() + "-1.log.1"), "older");
    Path foreign =
        Files.writeString(
            Files.createDirectories(folder.resolve("2026-03-02")).resolve("notes"), "mine");
    Path elsewhere = Files.writeString(folder.resolve("notes"), "mine");
    for (Path file : new Path[] {log, rotated, foreign, elsewhere}) {
      Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(8))));
    }
    assertThat(logs.removeOld()).isEqualTo(2);
    assertThat(old).doesNotExist();
    assertThat(foreign).exists();
    assertThat(elsewhere).exists();
    assertThat(text(ATTEMPT)).isEqualTo("young\n");
  }

  @Test
  void aFolderThatCannotBeWrittenCostsTheLogOnly() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    var lost = new AttemptLogs(file, 100, Duration.ofHours(1), InstantSource.fixed(NOW));
    lost.line(ATTEMPT, "said");
    assertThat(lost.read(ATTEMPT)).isEmpty();
    assertThat(lost.removeOld()).isZero();
  }

  private String text(AttemptId attempt) throws IOException {
    return new String(logs.read(attempt).orElseThrow().readAllBytes(), UTF_8);
  }
}
