package io.tickwheel.monitor.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.filter.Condition.Comparison;
import io.tickwheel.monitor.filter.Condition.NumberField;
import io.tickwheel.monitor.filter.Condition.TextField;
import io.tickwheel.monitor.filter.Condition.Words;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
  private static final long NOW = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();

  @Test
  void readsTheExampleOfTheGrammar() throws Exception {
    String text = "state:dead queue:mail  type:send_* label.customer:42 created>2026-01-01";
    assertThat(FilterParser.parse(text, NOW).conditions())
        .containsExactly(
            new Condition.StateIn(Set.of(TaskState.DEAD)),
            new Condition.TextIs(TextField.QUEUE, List.of(new Words("mail", false))),
            new Condition.TextIs(TextField.TYPE, List.of(new Words("send_", true))),
            new Condition.LabelIs("customer", List.of(new Words("42", false))),
            new Condition.Compares(
                NumberField.CREATED,
                Comparison.OVER,
                Instant.parse("2026-01-01T00:00:00Z").toEpochMilli()));
  }

  @Test
  void readsSeveralValuesQuotesNegationAndTimesFromNow() throws Exception {
    String text = "-state:dead,lost queue:\"my \\\"own\\\" queue\" created>=now-15m priority<=high";
    assertThat(FilterParser.parse(text, NOW).conditions())
        .containsExactly(
            new Condition.Not(new Condition.StateIn(Set.of(TaskState.DEAD, TaskState.LOST))),
            new Condition.TextIs(TextField.QUEUE, List.of(new Words("my \"own\" queue", false))),
            new Condition.Compares(NumberField.CREATED, Comparison.AT_LEAST, NOW - 900_000),
            new Condition.Compares(NumberField.PRIORITY, Comparison.AT_MOST, 2));
  }

  @Test
  void emptyTakesEverything() throws Exception {
    assertThat(FilterParser.parse(" \t", NOW)).isEqualTo(Filter.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          stat:dead                  | 0
          state:deed                 | 6
          state:dead,                | 11
          state                      | 0
          state:                     | 6
          state>dead                 | 5
          queue:mail type:a*b        | 17
          queue:"mail                | 11
          created:2026-01-01         | 7
          created>yesterday          | 8
          created>now-5y             | 8
          created>now-               | 8
          created>2026-01-01T10:00   | 8
          created>+999999999-01-01   | 8
          priority:9                 | 9
          priority:""                | 9
          attempts>-1                | 9
          attempts:1,2               | 11
          executor:me                | 9
          fingerprint:xyz            | 12
          target:nats                | 7
          :x                         | 0
          a=b                        | 1
          label.:x                   | 0
          -                          | 1
          """)
  void namesThePositionOfWhatIsWrong(String text, int position) {
    FilterException refused =
        catchThrowableOfType(FilterException.class, () -> FilterParser.parse(text, NOW));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.position()).as(refused.complaint()).isEqualTo(position);
    assertThat(refused.accepted()).isNotBlank();
  }

  @Test
  void refusesTooMuch() {
    assertThat(refusal("x".repeat(1001))).contains("too long");
    assertThat(refusal("type:a ".repeat(21))).contains("too many terms");
    assertThat(refusal("type:a" + ",a".repeat(50))).contains("too many values");
  }

  /// Whatever comes, the answer is a filter or a refusal with a position inside the text.
  @Test
  void rubbishIsRefusedAndNothingWorse() {
    var random = new Random(7);
    String alphabet = "state:dquemilyp*<>=\",- \\.created2026now1h\u00e9\ud83d";
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        FilterParser.parse(text.toString(), NOW);
      } catch (FilterException e) {
        assertThat(e.position()).as(text.toString()).isBetween(0, text.length());
      }
    }
  }

  private static String refusal(String text) {
    return catchThrowableOfType(FilterException.class, () -> FilterParser.parse(text, NOW))
        .complaint();
  }
}
