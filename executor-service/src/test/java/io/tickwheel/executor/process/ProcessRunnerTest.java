package io.tickwheel.executor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ProcessRunnerTest {
  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws IOException {
    bench = Workbench.open(folder);
  }

  @AfterEach
  void leavesNobodyAndNothing() throws IOException {
    assertThat(bench.processes()).isEmpty();
    assertThat(bench.workFolders()).isEmpty();
    bench.close();
  }

  @Test
  void outputAndExitCodeAreTheResult() throws IOException {
    JsonNode output = bench.succeeds("sh", "-c", "echo out; echo err >&2");
    assertThat(output.get("exit_code").asInt()).isZero();
    assertThat(output.get("stdout").asText()).isEqualTo("out\n");
    assertThat(output.get("stderr").asText()).isEqualTo("err\n");
    assertThat(output.get("truncated").asBoolean()).isFalse();
    assertThat(output.get("duration_ms").asLong()).isBetween(0L, 30_000L);
    assertThat(bench.log()).contains("out\n").contains("err\n");
  }

  @Test
  void payloadComesOnStandardInputAndIdentityInTheEnvironment() throws IOException {
    JsonNode output =
        bench.succeeds("sh", "-c", "cat; echo; echo $TICKWHEEL_TASK_ID $TICKWHEEL_ATTEMPT");
    assertThat(output.get("stdout").asText())
        .isEqualTo(Workbench.PAYLOAD + "\n" + bench.attempt().task() + " 1\n");
  }

  @Test
  void theWorkingFolderIsPrivateAndGoesWithTheAttempt() throws IOException {
    JsonNode output =
        bench.succeeds("sh", "-c", "pwd; stat -c %a .; mkdir -p a/b; echo x > a/b/c; ln -s / r");
    String[] lines = output.get("stdout").asText().split("\n");
    assertThat(lines[0]).startsWith(folder.toRealPath().toString());
    assertThat(lines[1]).isEqualTo("700");
  }

  @Test
  void linksInTheWorkingFolderAreNeverFollowedWhenItGoes() throws IOException {
    Path precious = Files.createDirectory(folder.resolve("precious"));
    Files.writeString(precious.resolve("file"), "kept");
    bench.succeeds("ln", "-s", precious.toString(), "link");
    bench.succeeds("mkfifo", "fifo");
    assertThat(precious.resolve("file")).hasContent("kept");
  }

  @Test
  void theEnvironmentIsAnAllowList() throws IOException {
    String names = bench.succeeds(Map.of("MINE", "1"), "env").get("stdout").asText();
    assertThat(names.lines().map(line -> line.substring(0, line.indexOf('='))))
        .contains("MINE", "PATH", "TICKWHEEL_TASK_ID")
        .isSubsetOf(
            "MINE",
            "PATH",
            "HOME",
            "LANG",
            "TZ",
            "TMPDIR",
            "TICKWHEEL_TASK_ID",
            "TICKWHEEL_ATTEMPT",
            "TICKWHEEL_COOKIE");
  }

  @Test
  void argumentsAreNeverReadByAShell() throws IOException {
    JsonNode output = bench.succeeds("printf", "%s|", "; rm -rf /", "$(id)", "`id`", "a\nb", "*");
    assertThat(output.get("stdout").asText()).isEqualTo("; rm -rf /|$(id)|`id`|a\nb|*|");
  }

  @Test
  void anExitCodeIsAFailureThatKeepsTheLastWords() {
    Failure failure = bench.fails("sh", "-c", "echo why it failed >&2; exit 7");
    assertThat(failure.kind()).isEqualTo(FailureKind.EXIT_CODE);
    assertThat(failure.code()).isEqualTo(7);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.message()).contains("exit code 7", "why it failed");
  }

  @Test
  void aFatalExitCodeIsNotTriedAgain() {
    var order = bench.order(Duration.ofSeconds(30), List.of(2, 7), Map.of(), "sh", "-c", "exit 7");
    Failure failure = Workbench.failure(bench.run(order));
    assertThat(failure.code()).isEqualTo(7);
    assertThat(failure.retryable()).isFalse();
  }

  @Test
  void aDeathBySignalIsNamed() {
    Failure failure = bench.fails("sh", "-c", "kill -SEGV $$");
    assertThat(failure.kind()).isEqualTo(FailureKind.SIGNAL);
    assertThat(failure.message()).contains("SIGSEGV");
  }

  @Test
  void aProgramThatCannotStartSaysWhy() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "echo");
    Path text = executable("text", "echo run by a shell\n");
    Path lost = executable("lost", "#!/no/such/interpreter\n");
    assertNeverStarts("no such program", "no-such-program-here");
    assertNeverStarts("no such file", "/no/such/file");
    assertNeverStarts("permission denied", plain.toString());
    assertNeverStarts("directory", folder.toString());
    assertNeverStarts("cannot be started", text.toString());
    assertNeverStarts("cannot be started", lost.toString());
    assertNeverStarts("absolute path", "../../bin/sh");
    assertNeverStarts("absolute path", "");
    assertNeverStarts("argv[1]", "echo", "a\0b");
    assertNeverStarts("Argument list too long", "echo", "x".repeat(4_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "LD_AUDIT",
        "DYLD_INSERT_LIBRARIES",
        "BASH_ENV",
        "ENV",
        "SHELLOPTS",
        "PS4",
        "IFS",
        "BASH_FUNC_ls%%",
        "JAVA_TOOL_OPTIONS",
        "_JAVA_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "NODE_OPTIONS",
        "PYTHONPATH",
        "PYTHONSTARTUP",
        "PERL5OPT",
        "RUBYOPT",
        "GCONV_PATH",
        "GLIBC_TUNABLES",
        "TICKWHEEL_COOKIE",
        "TICKWHEEL_TASK_ID",
        "A=B",
        ""
      })
  void variablesThatRedirectAProgramAreRefusedByName(String name) {
    Failure failure = Workbench.failure(bench.run(Map.of(name, "x"), "true"));
    assertThat(failure.kind()).isEqualTo(FailureKind.START_FAILED);
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "bin", "/bin:", ":/bin", "/bin::/usr/bin", "/bin:."})
  void aPathWithRelativeEntriesIsRefused(String path) {
    Failure failure = Workbench.failure(bench.run(Map.of("PATH", path), "true"));
    assertThat(failure.message()).contains("PATH");
  }

  @Test
  void muchOutputIsCutInTheResultAndBoundedInTheLog() throws IOException {
    JsonNode output =
        bench.succeeds("sh", "-c", "echo first; head -c 50000000 /dev/zero; echo; echo last");
    assertThat(output.get("truncated").asBoolean()).isTrue();
    String kept = output.get("stdout").asText();
    assertThat(kept).startsWith("first\n").endsWith("\nlast\n").contains("bytes left out");
    assertThat(kept.length()).isLessThan(Workbench.EXCERPT_MAX_BYTES + 100);
    assertThat(bench.logBytes()).isLessThanOrEqualTo(Workbench.LOG_MAX_BYTES);
    assertThat(bench.log()).endsWith("\nlast\n");
  }

  @Test
  void allOutputBeforeTheExitIsThereEveryTime() throws Exception {
    StringBuilder numbers = new StringBuilder();
    for (int i = 1; i <= 2_000; i++) {
      numbers.append(i).append('\n');
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      var results = new java.util.ArrayList<Future<JsonNode>>();
      for (int i = 0; i < 120; i++) {
        results.add(threads.submit(() -> bench.succeeds("seq", "1", "2000")));
      }
      for (Future<JsonNode> result : results) {
        assertThat(result.get().get("stdout").asText()).isEqualTo(numbers.toString());
      }
    }
  }

  @Test
  void endlessOutputEndsWithTheTimeout() {
    Failure failure = bench.failsAfter(Duration.ofMillis(300), "yes");
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void aClosedOutputIsNoEnd() throws IOException {
    JsonNode output = bench.succeeds("sh", "-c", "exec 1>&- 2>&-; sleep 0.2");
    assertThat(output.get("duration_ms").asLong()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void aChildThatKeepsThePipeOpenIsNotWaitedFor() throws IOException {
    long begin = System.nanoTime();
    JsonNode output = bench.succeeds("sh", "-c", "sleep 600 & echo done");
    assertThat(output.get("stdout").asText()).isEqualTo("done\n");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void doubleForksInSessionsOfTheirOwnGoToo() throws IOException {
    bench.succeeds("sh", "-c", "(setsid sh -c 'sleep 600 & setsid sleep 601' &) ; sleep 0.3");
  }

  @Test
  void aChildWithoutEnvironmentGoesToo() throws IOException {
    bench.succeeds("sh", "-c", "env -i sleep 600 & sleep 0.1");
  }

  @Test
  void whoIgnoresTheRequestToEndIsKilled() {
    long begin = System.nanoTime();
    var script = "trap '' TERM; (trap '' TERM; setsid sleep 600 &); while :; do sleep 0.05; done";
    Failure failure = bench.failsAfter(Duration.ofMillis(300), "sh", "-c", script);
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2_300));
  }

  @Test
  void aStopGivesTimeToEndWell() {
    var stop = new CompletableFuture<Duration>();
    var script = "trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done";
    Future<Outcome> outcome = bench.start(stop, "sh", "-c", script);
    bench.awaitLog("ready");
    long begin = System.nanoTime();
    stop.complete(Duration.ofSeconds(30));
    assertThat(Workbench.get(outcome)).isInstanceOf(Outcome.Interrupted.class);
    assertThat(bench.log()).contains("bye");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aStopWithoutTimeKillsAtOnce() {
    var stop = new CompletableFuture<Duration>();
    var script = "trap '' TERM; echo ready; while :; do sleep 0.05; done";
    Future<Outcome> outcome = bench.start(stop, "sh", "-c", script);
    bench.awaitLog("ready");
    stop.complete(Duration.ZERO);
    assertThat(Workbench.get(outcome)).isInstanceOf(Outcome.Interrupted.class);
  }

  @Test
  void aForkingCrowdIsKilledToTheLast() {
    var script =
        "for i in $(seq 40); do (setsid sh -c 'while :; do sleep 0.1; done' &) ; done; sleep 600";
    Failure failure = bench.failsAfter(Duration.ofMillis(700), "sh", "-c", script);
    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
  }

  private void assertNeverStarts(String reason, String... argv) {
    Failure failure = bench.fails(argv);
    assertThat(failure.kind()).as("%s", reason).isEqualTo(FailureKind.START_FAILED);
    assertThat(failure.message()).contains(reason);
    assertThat(failure.retryable()).isFalse();
  }

  private Path executable(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void oneFolderBelongsToOneExecutor() {
    assertThatThrownBy(() -> ProcessHost.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.toString());
  }
}
