package io.tickwheel.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "5s,5000",
    "0s,0",
    "500ms,500",
    "1h30m,5400000",
    "168h,604800000",
    "1d2h3m4s5ms,93784005",
    "PT5S,5000",
    "pt1h30m,5400000",
    "P1D,86400000",
    "PT0.0001S,1",
    "-PT5S,-5000"
  })
  void readsWhatPeopleWrite(String text, long millis) {
    assertThat(DurationText.millis(text)).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "s",
        "5 s",
        "5x",
        "5s5s",
        "5s1h",
        "-5s",
        "1.5s",
        "5S",
        "PT",
        "P1Y",
        "1h30",
        "99999999999999999999s",
        "999999999999999999d",
        "PT9999999999999999999H",
        "٥s",
        "1e3s"
      })
  void refusesEverythingElse(String text) {
    assertThat(DurationText.millis(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1000, 5400000, 93784005, 604800000, 315360000000L})
  void readsWhatItWrites(long millis) {
    assertThat(DurationText.millis(DurationText.text(millis))).hasValue(millis);
  }
}
