package io.tickwheel.scheduler.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.Misfire;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.scheduler.intake.TaskIntake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrontabReaderTest {
  private static final long NOW = 1_767_225_600_000L;
  private static final long WEEK = 7L * 86_400_000;

  /// A line, and what is written below it in the table.
  record Case(String line, String below) {}

  @ParameterizedTest
  @MethodSource("good")
  void readsALineInItsParts(Case good) {
    Contents read = read(good.line);
    assertThat(read.faults()).isEmpty();
    ScheduleSpec spec = read.definitions().getFirst().spec();
    TaskSpec task = spec.task();
    String target = task.target() instanceof Target.Http http ? http.url() : task.type();
    String parts =
        "= %s ~ %s ~ %s".formatted(cron(spec).expression(), target, task.payload().text());
    assertThat(parts.stripTrailing()).isEqualTo(good.below);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void saysWhereALineIsWrong(Case bad) {
    Contents read = read(bad.line);
    assertThat(read.definitions()).isEmpty();
    Fault fault = read.faults().getFirst();
    assertThat(" ".repeat(fault.column() - 1) + "^ " + fault.sentence())
        .startsWith(bad.below.replaceAll("\\^.*", "^"))
        .contains(bad.below.strip().substring(2));
  }

  @Test
  void theTablesAreLarge() {
    assertThat(good().size() + bad().size()).isGreaterThan(100);
  }

  @Test
  void optionsGoIntoTheirFields() {
    String options =
        "?queue=mail&priority=high&max=7&fill=4w2d&timeout=5m&overlap=buffer_one"
            + "&misfire=skip&jitter=30s&id=x";
    Definition read = only("0 9 * * * send " + options + " {\"a\":1}");
    TaskSpec task = read.spec().task();
    assertThat(read.id().text()).isEqualTo("x");
    assertThat(task.queue()).isEqualTo("mail");
    assertThat(task.priority()).isEqualTo(Priority.HIGH);
    assertThat(task.retry().maxAttempts()).isEqualTo(7);
    assertThat(task.timeoutMillis()).isEqualTo(300_000);
    assertThat(read.fillMillis()).isEqualTo(4 * WEEK + 2 * WEEK / 7);
    assertThat(read.spec().overlap()).isEqualTo(Overlap.BUFFER_ONE);
    assertThat(read.spec().catchUp().misfire()).isEqualTo(Misfire.SKIP);
    assertThat(read.spec().jitterMillis()).isEqualTo(30_000);
    assertThat(read.spec().source()).isEqualTo("crontab:test");
    assertThat(only("@daily a ?max_attempts=2").spec().task().retry().maxAttempts()).isEqualTo(2);
    assertThat(only("@daily a ?priority=5").spec().task().priority()).isEqualTo(Priority.BULK);
    assertThat(only("@daily a ?queue=a%2Fb").spec().task().queue()).isEqualTo("a/b");
    assertThat(only("@daily a ?fill=90m").fillMillis()).isEqualTo(5_400_000);
  }

  @Test
  void aZoneLineHoldsUntilTheNext() {
    Contents read =
        read(
            """
            @daily a
            CRON_TZ=Europe/Berlin
            @daily b
            @daily c
              CRON_TZ=UTC
            @daily d
            """);
    assertThat(read.definitions().stream().map(d -> cron(d.spec()).zone()))
        .containsExactly("UTC", "Europe/Berlin", "Europe/Berlin", "UTC");
  }

  @Test
  void commentsAndBlankLinesAreLeftOut() {
    Contents read = read("\uFEFF# all\r\n\r\n  # more\r\n\t\r\n@daily a\r\n");
    assertThat(read.faults()).isEmpty();
    assertThat(read.definitions().getFirst().place()).isEqualTo(Place.line(5));
  }

  @Test
  void aWrongLineHarmsNoOther() {
    Contents read = read("@daily a\n61 * * * * b\n@daily c ?max=0\n@daily d");
    assertThat(read.definitions().stream().map(d -> d.id().text()))
        .containsExactly("test.a", "test.d");
    assertThat(read.faults().stream().map(Fault::place))
        .containsExactly(Place.line(2), Place.line(3));
  }

  @Test
  void aWrongLineKeepsTheScheduleThatItSurelyNames() {
    assertThat(read("@daily c ?max=0").faults().getFirst().id().orElseThrow().text())
        .isEqualTo("test.c");
    assertThat(read("61 * * * * c ?id=mine").faults().getFirst().id().orElseThrow().text())
        .isEqualTo("mine");
    assertThat(read("0 9 * * send {\"a\":1}").faults().getFirst().id()).isEmpty();
  }

  @Test
  void theSecondLineOfAnIdIsRefused() {
    Contents read = read("@daily a\n@hourly a\n@hourly a ?id=b\n@weekly c ?id=b\n");
    assertThat(read.definitions()).hasSize(2);
    assertThat(read.faults().stream().map(Fault::sentence))
        .allMatch(sentence -> sentence.contains("?id="))
        .anyMatch(sentence -> sentence.startsWith("line 1 "))
        .anyMatch(sentence -> sentence.startsWith("line 3 "));
    assertThat(read.faults().getLast().column()).isEqualTo("@weekly c ?id=".length() + 1);
  }

  private static Contents read(String text) {
    return CrontabReader.read(
        "test", text, new OrderReader(new TaskIntake(RetryPolicy.DEFAULT)), NOW);
  }

  private static Definition only(String line) {
    Contents read = read(line);
    assertThat(read.faults()).isEmpty();
    return read.definitions().getFirst();
  }

  private static Timing.Cron cron(ScheduleSpec spec) {
    return (Timing.Cron) spec.timing();
  }

  static List<Case> good() {
    return cases("good-lines.txt");
  }

  static List<Case> bad() {
    return cases("bad-lines.txt");
  }

  private static List<Case> cases(String file) {
    try (InputStream in =
        Objects.requireNonNull(CrontabReaderTest.class.getResourceAsStream(file))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        cases.add(new Case(lines.get(i), lines.get(i + 1)));
      }
      return cases;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
