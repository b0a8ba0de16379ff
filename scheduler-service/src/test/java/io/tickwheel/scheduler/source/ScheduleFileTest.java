package io.tickwheel.scheduler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.model.Overlap;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Timing;
import io.tickwheel.scheduler.intake.ScheduleIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleFileTest {
  private static final long NOW = 1_767_225_600_000L;

  private static final String JSON =
      """
      {"schedules": [
        {"id": "nightly", "cron": "0 2 * * *", "timezone": "Europe/Berlin", "overlap": "buffer_one",
         "task": {"type": "report", "payload": {"n": 1.50}}},
        {"id": "ping", "every": "30s", "task": {"callback_url": "https://example.com/ping"}}
      ]}
      """;

  private static final String YAML =
      """
      # The same.
      schedules:
        - id: nightly
          cron: 0 2 * * *
          timezone: Europe/Berlin
          overlap: buffer_one
          task: { type: report, payload: { n: 1.50 } }
        - id: ping
          every: 30s
          task:
            callback_url: https://example.com/ping
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void jsonAndYamlSayTheSame() throws Exception {
    for (String name : new String[] {"s.json", "s.yaml"}) {
      Contents read = read(name, name.endsWith("json") ? JSON : YAML);
      assertThat(read.faults()).isEmpty();
      assertThat(read.definitions().stream().map(d -> d.id().text()))
          .containsExactly("nightly", "ping");
      Definition nightly = read.definitions().getFirst();
      assertThat(nightly.spec().overlap()).isEqualTo(Overlap.BUFFER_ONE);
      assertThat(nightly.spec().source()).isEqualTo("config:" + name);
      assertThat(nightly.spec().timing()).isEqualTo(Timing.Cron.of("0 2 * * *", "Europe/Berlin"));
      assertThat(read.definitions().getLast().spec().timing())
          .isEqualTo(new Timing.Interval(30_000));
    }
    assertThat(read("s.json", JSON).definitions().getFirst().spec().task().payload().text())
        .isEqualTo("{\"n\": 1.50}");
  }

  @Test
  void aWrongEntryHarmsNoOtherAndKeepsItsSchedule() throws Exception {
    Contents read =
        read(
            "s.json",
            """
            [{"id": "a", "cron": "61 * * * *", "task": {"type": "x"}},
             {"id": "b", "cron": "@daily", "task": {"type": "x"}},
             {"id": "b", "cron": "@daily", "task": {"type": "x"}},
             {"id": "c", "colour": "red", "cron": "@daily", "task": {"type": "x"}},
             {"cron": "@daily", "task": {"type": "x"}},
             7]
            """);
    assertThat(read.definitions().stream().map(d -> d.id().text())).containsExactly("b");
    assertThat(read.faults().stream().map(f -> f.place().toString()))
        .containsExactly("entry 1", "entry 3", "entry 4", "entry 5", "entry 6");
    assertThat(read.faults().getFirst().id().orElseThrow().text()).isEqualTo("a");
    assertThat(read.hiding()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[{]", "7", "{\"schedule\":[]}", "{\"schedules\":7}", "[{\"id\":\"a\"", "[1"})
  void aFileThatIsNoListOfSchedulesIsNotRead(String text) {
    assertThatThrownBy(() -> read("s.json", text))
        .isInstanceOf(SourceGoneException.class)
        .hasMessageContaining("s.json");
  }

  private Contents read(String name, String text) throws IOException, SourceGoneException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    var intake = new ScheduleIntake(RetryPolicy.DEFAULT, new Random(1));
    return new ScheduleFile(file, intake).read(NOW);
  }
}
