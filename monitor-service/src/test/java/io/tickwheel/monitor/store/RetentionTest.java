package io.tickwheel.monitor.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.store.JournalWalk.Walker;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final long HOUR = 3_600_000;
  private static final long PLENTY = 1_000_000;

  @TempDir Path folder;
  private JournalWalk walk = new JournalWalk(5);
  private long end;

  @BeforeEach
  void walk() {
    walk = new JournalWalk(5).frames(1_200);
    end = walk.entries.getLast().atMillis();
  }

  @Test
  void oldFinishedTasksGoAndNothingElse() {
    long age = (end - walk.entries.getFirst().atMillis()) / 2;
    try (HistoryDatabase database = filled()) {
      forget(database, new Retention.Limits(age, PLENTY));
      var history = new History(database);
      for (Walker walker : walk.walkers) {
        boolean old = maySo(walker) && walker.finished < end - age;
        assertThat(history.find(walker.id).isEmpty()).as("%s", walker.id).isEqualTo(old);
      }
      long kept = walk.walkers.stream().filter(w -> history.find(w.id).isPresent()).count();
      assertThat(history.position().rows()).isEqualTo(kept).isLessThan(walk.walkers.size());
    }
  }

  @Test
  void surplusGoesOldestFirst() {
    int limit = walk.walkers.size() - 300;
    try (HistoryDatabase database = filled()) {
      forget(database, new Retention.Limits(1_000 * HOUR, limit));
      var history = new History(database);
      assertThat(history.position().rows()).isEqualTo(limit);
      assertThat(walk.walkers.stream().filter(RetentionTest::maySo).limit(300))
          .allMatch(w -> history.find(w.id).isEmpty());
    }
  }

  /// Unfinished tasks and dead letters stay even when they alone are too many; and looking for more
  /// to forget comes to rest.
  @Test
  void whatSomeoneWaitsForStays() {
    try (HistoryDatabase database = filled()) {
      var retention = forget(database, new Retention.Limits(1, 1));
      var history = new History(database);
      assertThat(walk.walkers).allMatch(w -> history.find(w.id).isPresent() == !maySo(w));
      assertThat(retention.isUrgent(end)).isFalse();
    }
  }

  private static boolean maySo(Walker w) {
    boolean dead = w.state == TaskState.DEAD || w.state == TaskState.LOST;
    return w.state.isFinal() && (!dead || w.discarded);
  }

  private Retention forget(HistoryDatabase database, Retention.Limits limits) {
    var retention = new Retention(database, limits, walk.walkers.size());
    do {
      retention.step(end);
    } while (retention.pauseMillis() < 1_000);
    return retention;
  }

  private HistoryDatabase filled() {
    HistoryDatabase database = HistoryDatabase.open(folder);
    try (var writer = new BatchWriter(database)) {
      var batch = new Batch(0);
      var projection = new Projection(writer.rows(), Pulse.NONE);
      for (JournalWalk.Entry entry : walk.entries) {
        projection.apply(
            batch, entry.sequence(), entry.partition(), entry.atMillis(), entry.record().bytes());
      }
      writer.write(batch);
    }
    return database;
  }
}
