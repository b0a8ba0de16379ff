package io.tickwheel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Figure SCHEDULE =
      new Figure("wheel.schedule", 12.34, "ns", new LinkedHashMap<>(Map.of("kafka", 43.0)));
  private static final Figure THROUGHPUT = new Figure("suite.throughput", 51_234, "tasks/s");

  @Test
  void jsonHasALineForEachFigureAndNothingElse() {
    String lines =
        printed(out -> new JsonReport(out, new PrintStream(OutputStream.nullOutputStream())));
    assertThat(lines.lines())
        .containsExactly(
            "{\"name\":\"wheel.schedule\",\"value\":12.340,\"unit\":\"ns\",\"yardsticks\":{\"kafka\":43.000}}",
            "{\"name\":\"suite.throughput\",\"value\":51234.000,\"unit\":\"tasks/s\",\"yardsticks\":{}}");
  }

  @Test
  void theTableHasAColumnForEachYardstick() {
    assertThat(printed(TableReport::new).lines())
        .containsExactly(
            "how it was measured",
            "",
            "figure             tickwheel   unit      kafka",
            "wheel.schedule          12.3   ns         43.0",
            "suite.throughput      51,234   tasks/s");
  }

  private static String printed(Function<PrintStream, Report> kind) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (var report = kind.apply(out)) {
      report.note("how it was measured");
      report.figure(SCHEDULE);
      report.figure(THROUGHPUT);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
