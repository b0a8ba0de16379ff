package io.tickwheel.monitor.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskState;
import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.filter.FilterParser;
import io.tickwheel.monitor.projection.AttemptOutcome;
import io.tickwheel.monitor.projection.Batch;
import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.projection.Projection;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.store.JournalWalk.Entry;
import io.tickwheel.monitor.store.JournalWalk.Walker;
import io.tickwheel.packed.PackedSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random walks through a real database file, compared with what the walkers know of themselves.
class ProjectionWalkTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void historyIsWhatHappened(long seed) throws Exception {
    JournalWalk walk = new JournalWalk(seed).frames(300);
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(database, walk.entries, new Random(seed));
      compare(new History(database), walk);
    }
  }

  /// A restart reads again from the stored position, a careless one from before it, and a commit
  /// may fail; records come twice. None of it may show.
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void restartsAndRepeatsChangeNothing(long seed) throws Exception {
    JournalWalk walk = new JournalWalk(seed).frames(300);
    var random = new Random(seed);
    int restarts = 0;
    for (long position = -1; position < walk.lastSequence(); restarts++) {
      try (HistoryDatabase database = HistoryDatabase.open(folder)) {
        long stored = new History(database).position().sequence();
        long from = stored - random.nextInt(20);
        List<Entry> some = walk.entries.stream().filter(e -> e.sequence() > from).toList();
        List<Entry> now = some.subList(0, Math.min(some.size(), 30 + random.nextInt(60)));
        var twice = new ArrayList<Entry>();
        for (Entry entry : now) {
          twice.add(entry);
          if (random.nextInt(4) == 0) {
            twice.add(entry);
          }
        }
        follow(database, twice, random);
        position = new History(database).position().sequence();
      }
    }
    assertThat(restarts).as("restarts, seed %s", seed).isGreaterThan(3);
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      compare(new History(database), walk);
    }
  }

  private static void follow(HistoryDatabase database, List<Entry> entries, Random random) {
    try (var writer = new BatchWriter(database)) {
      var projection = new Projection(writer.rows(), Pulse.NONE);
      var batch = new Batch(new History(database).position().sequence());
      for (Entry entry : entries) {
        projection.apply(
            batch, entry.sequence(), entry.partition(), entry.atMillis(), entry.record().bytes());
        if (random.nextInt(10) == 0) {
          writer.write(batch);
          batch = new Batch(batch.position);
        }
      }
      writer.write(batch);
    }
  }

  private static void compare(History history, JournalWalk walk) throws Exception {
    assertThat(history.setAsideCount()).isZero();
    assertThat(history.position())
        .isEqualTo(new JournalPosition(walk.lastSequence(), walk.walkers.size(), ""));
    for (Walker walker : walk.walkers) {
      compare(history, walker);
    }
    compareLists(history, walk);
    compareCounts(history, walk);
  }

  private static void compare(History history, Walker walker) {
    TaskRow row = history.find(walker.id).orElseThrow();
    assertThat(row.state).as("%s", walker.id).isEqualTo(walker.state);
    assertThat(row.createdAt).isEqualTo(walker.created);
    assertThat(row.finishedAt).isEqualTo(walker.finished);
    assertThat(row.attempt).isEqualTo(walker.attempt);
    assertThat(row.charged).isEqualTo(walker.charged);
    assertThat(row.uncharged).isEqualTo(walker.uncharged);
    assertThat(row.life).isEqualTo(walker.life);
    assertThat(row.cancelling).isEqualTo(walker.cancelling);
    assertThat(row.discardedAt > 0).isEqualTo(walker.discarded);
    assertThat(PackedSpec.of(requireNonNull(row.spec)).unpack()).isEqualTo(walker.spec);
    assertThat(row.type).isEqualTo(walker.spec.type());
    assertThat(row.priority).isEqualTo(walker.spec.priority().level());
    assertThat(row.output == null ? "" : Payload.of(row.output).text()).isEqualTo(walker.output);
    assertThat(history.stale(walker.id)).hasSize(walker.late);
    assertThat(history.attempts(walker.id).orElseThrow())
        .filteredOn(a -> a.outcome() != AttemptOutcome.RUNNING)
        .extracting(a -> a.number() + " " + a.outcome().word())
        .containsExactlyElementsOf(walker.ended);
  }

  /// Every page of every state and type, newest first, has exactly the walkers that it should.
  private static void compareLists(History history, JournalWalk walk) throws Exception {
    long end = Long.MAX_VALUE / 2; // every waiting task is due
    for (String filter :
        List.of(
            "",
            "state:queued",
            "state:succeeded",
            "state:dead,lost",
            "type:type_3",
            "type:type_* -state:running priority<=2",
            "state:cancelled type:type_1,type_2")) {
      Filter parsed = FilterParser.parse(filter, 0);
      assertThat(ids(history, parsed, end))
          .as(filter)
          .containsExactlyElementsOf(
              walk.walkers.stream()
                  .filter(w -> matches(filter, w))
                  .sorted(Comparator.comparingLong((Walker w) -> w.begun).reversed())
                  .map(w -> w.id.toString())
                  .toList());
    }
  }

  private static List<String> ids(History history, Filter filter, long now) {
    var ids = new ArrayList<String>();
    long before = Long.MAX_VALUE;
    while (true) {
      Page page = history.page(new Search(filter, before, 7, now));
      page.rows().forEach(row -> ids.add(row.id.toString()));
      if (page.next().isEmpty()) {
        return ids;
      }
      before = page.next().getAsLong();
    }
  }

  private static boolean matches(String filter, Walker w) {
    return switch (filter) {
      case "" -> true;
      case "state:queued" -> w.state == TaskState.SCHEDULED || w.state == TaskState.RETRYING;
      case "state:succeeded" -> w.state == TaskState.SUCCEEDED;
      case "state:dead,lost" -> w.state == TaskState.DEAD || w.state == TaskState.LOST;
      case "type:type_3" -> w.spec.type().equals("type_3");
      case "type:type_* -state:running priority<=2" ->
          w.state != TaskState.RUNNING && w.spec.priority().level() <= 2;
      default ->
          w.state == TaskState.CANCELLED
              && (w.spec.type().equals("type_1") || w.spec.type().equals("type_2"));
    };
  }

  private static void compareCounts(History history, JournalWalk walk) {
    Totals totals = history.totals();
    for (TaskState state : TaskState.values()) {
      assertThat(totals.of(state))
          .as("%s", state)
          .isEqualTo(walk.walkers.stream().filter(w -> w.state == state && !w.discarded).count());
    }
    assertThat(totals.of(Happening.SUBMITTED)).isEqualTo(walk.walkers.size());
    assertThat(totals.of(Happening.STALE))
        .isEqualTo(walk.walkers.stream().mapToLong(w -> w.late).sum());
    long minutes =
        history.minutes(0).stream()
            .mapToLong(minute -> minute.counts[Happening.SUBMITTED.ordinal()])
            .sum();
    assertThat(minutes).isEqualTo(walk.walkers.size());
    long dead = walk.walkers.stream().filter(ProjectionWalkTest::isDeadLetter).count();
    assertThat(history.deadGroups(1000).stream().mapToLong(DeadGroup::tasks).sum()).isEqualTo(dead);
  }

  private static boolean isDeadLetter(Walker w) {
    return !w.discarded && (w.state == TaskState.DEAD || w.state == TaskState.LOST);
  }
}
