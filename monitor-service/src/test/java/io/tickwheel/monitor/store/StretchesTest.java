package io.tickwheel.monitor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.monitor.store.Stretches.Span;
import io.tickwheel.monitor.store.Stretches.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StretchesTest {
  @Test
  void overlappingMinutesAreCutWhereTheNextBegins() {
    List<Stretch> stretches = Stretches.of(List.of(new Span(5, 10, 22), new Span(5, 19, 28)), 5);
    assertThat(stretches).containsExactly(new Stretch(19, 29), new Stretch(10, 19));
  }

  @Test
  void stretchesHoldEveryRowOnceAndRunBackwards() {
    for (long seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      var spans = new ArrayList<Span>();
      var rows = new TreeSet<Long>();
      for (int minute = random.nextInt(8); minute >= 0; minute--) {
        var ofMinute = new TreeSet<Long>();
        for (int i = random.nextInt(30); i >= 0; i--) {
          ofMinute.add((long) minute * 100 + random.nextInt(130));
        }
        rows.addAll(ofMinute);
        spans.add(new Span(ofMinute.size(), ofMinute.first(), ofMinute.last()));
      }
      var found = new ArrayList<Long>();
      long before = Long.MAX_VALUE;
      for (Stretch stretch : Stretches.of(spans, 1 + random.nextInt(20))) {
        assertThat(stretch.upTo()).as("seed %s", seed).isLessThanOrEqualTo(before);
        assertThat(stretch.from()).as("seed %s", seed).isLessThan(stretch.upTo());
        before = stretch.from();
        found.addAll(rows.subSet(stretch.from(), true, stretch.upTo(), false).descendingSet());
      }
      assertThat(found).as("seed %s", seed).containsExactlyElementsOf(rows.descendingSet());
    }
  }
}
