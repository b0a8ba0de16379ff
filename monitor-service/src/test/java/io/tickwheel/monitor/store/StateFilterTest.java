package io.tickwheel.monitor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.filter.Condition;
import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.view.TaskJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilterTest {
  @TempDir Path folder;

  /// Whatever set of states is asked for, at a moment when some waiting tasks are due and others
  /// are not: the list has exactly the tasks that show one of these states.
  @Test
  void listHasWhatShowsTheState() {
    JournalWalk walk = new JournalWalk(9).frames(300);
    long now = walk.entries.getLast().atMillis();
    var random = new Random(9);
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      fill(database, walk);
      var history = new History(database);
      List<TaskRow> all = page(history, Filter.ALL, now);
      assertThat(all.stream().map(row -> TaskJson.stateOf(row, now)).collect(Collectors.toSet()))
          .contains(TaskState.SCHEDULED, TaskState.QUEUED, TaskState.RUNNING, TaskState.DEAD);
      for (int round = 0; round < 60; round++) {
        Set<TaskState> states = EnumSet.noneOf(TaskState.class);
        while (states.isEmpty()) {
          for (TaskState state : TaskState.values()) {
            if (random.nextInt(4) == 0) {
              states.add(state);
            }
          }
        }
        boolean not = random.nextInt(4) == 0;
        Condition in = new Condition.StateIn(states);
        Filter filter = Filter.ALL.and(not ? new Condition.Not(in) : in);
        assertThat(page(history, filter, now))
            .as("%s %s", not, states)
            .extracting(row -> row.id)
            .containsExactlyElementsOf(
                all.stream()
                    .filter(row -> states.contains(TaskJson.stateOf(row, now)) != not)
                    .map(row -> row.id)
                    .toList());
      }
    }
  }

  private static List<TaskRow> page(History history, Filter filter, long now) {
    var rows = new ArrayList<TaskRow>();
    long before = Long.MAX_VALUE;
    while (true) {
      Page page = history.page(new Search(filter, before, 100, now));
      rows.addAll(page.rows());
      if (page.next().isEmpty()) {
        return rows;
      }
      before = page.next().getAsLong();
    }
  }

  private static void fill(HistoryDatabase database, JournalWalk walk) {
    try (var writer = new BatchWriter(database)) {
      var batch = new Batch(0);
      var projection = new Projection(writer.rows(), Pulse.NONE);
      for (JournalWalk.Entry entry : walk.entries) {
        projection.apply(
            batch, entry.sequence(), entry.partition(), entry.atMillis(), entry.record().bytes());
      }
      writer.write(batch);
    }
  }
}
