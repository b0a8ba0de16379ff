package io.tickwheel.executor.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {
  /// 2015-10-21T07:28:00Z
  private static final long NOW = 1_445_412_480_000L;

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "7,7000",
    "' 120 ',120000",
    "99999999999,86400000",
    "'Wed, 21 Oct 2015 07:28:30 GMT',30000",
    "'Wed, 21 Oct 2015 07:27:00 GMT',0",
    "'Fri, 31 Dec 9999 23:59:59 GMT',86400000",
    "'',0",
    "-5,0",
    "1.5,0",
    "soon,0",
    "'Wed, 99 Oct 2015 07:28:30 GMT',0"
  })
  void secondsAndDatesAreHonouredAndRubbishIsNoWish(String value, long millis) {
    assertThat(RetryAfter.millis(value, NOW)).isEqualTo(millis);
  }
}
