package io.tickwheel.monitor.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.jetstream.JournalFeed;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.monitor.projection.Happening;
import io.tickwheel.monitor.projection.Pulse;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.HistoryDatabase;
import io.tickwheel.monitor.store.Retention;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.JournalCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FollowerTest {
  private static final Retention.Limits KEEP_ALL =
      new Retention.Limits(Long.MAX_VALUE / 2, 1_000_000);
  private static final long NOW = 1_780_000_000_000L;

  @TempDir Path folder;

  /// A journal in memory that hands over what it holds, twice each, from a thread of its own.
  private static final class Journal implements JournalSource {
    final List<Payload> records = new ArrayList<>();
    String name = "one";
    int refusals;
    volatile long held = -1;
    volatile long askedFrom = -1;

    @Override
    public Extent extent() throws IOException {
      if (refusals-- > 0) {
        throw new IOException("away");
      }
      return new Extent(name, 1, records.size());
    }

    @Override
    public long lastSequence() throws IOException {
      if (held >= 0) {
        return held;
      }
      throw new IOException("away");
    }

    @Override
    public Reading read(long fromSequence, JournalFeed.Handler handler) {
      askedFrom = fromSequence;
      Thread feed = new Thread(() -> feed(fromSequence, handler), "feed");
      feed.start();
      return () -> {
        feed.interrupt();
        try {
          feed.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      };
    }

    private void feed(long from, JournalFeed.Handler handler) {
      try {
        for (int i = (int) Math.max(1, from); i <= records.size(); i++) {
          for (int twice = 0; twice < 2; twice++) {
            handler.accept(i, 0, NOW, records.get(i - 1).bytes(), records.size() - i);
          }
        }
      } catch (InterruptedException e) {
        // closed
      }
    }

    void submit(int tasks) {
      for (int i = 0; i < tasks; i++) {
        TaskId id = TaskId.create(NOW, 0, records.size());
        var spec = TaskSpec.of("noop", new Target.Handler(), Payload.of("{}"));
        add(new TaskEvent.Submitted(id, PackedSpec.pack(spec), NOW, NOW, OptionalLong.empty()));
      }
    }

    void add(TaskEvent event) {
      records.add(
          Payload.of(
              JournalCodec.encode(
                  new EventFrame(1, records.size() + 1, NOW, 1, List.of(), List.of(event)))));
    }
  }

  @Test
  void followsAndGoesOnWhereItStopped() {
    var journal = new Journal();
    journal.submit(3_000);
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(database, journal);
      journal.submit(500);
      follow(database, journal);
      assertThat(journal.askedFrom).isEqualTo(3_001);
      var history = new History(database);
      assertThat(history.position().rows()).isEqualTo(3_500);
      assertThat(history.totals().of(Happening.SUBMITTED)).isEqualTo(3_500);
    }
  }

  @Test
  void poisonIsSetAsideAndTheRestGoesOn() {
    var journal = new Journal();
    journal.submit(1);
    journal.records.add(Payload.of("rubbish"));
    journal.add(
        new TaskEvent.Submitted(
            TaskId.create(NOW, 0, 99),
            PackedSpec.of(new byte[] {1, 2}),
            NOW,
            NOW,
            OptionalLong.empty()));
    journal.submit(1);
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(database, journal);
      var history = new History(database);
      assertThat(history.position().rows()).isEqualTo(2);
      assertThat(history.setAside())
          .extracting(poison -> poison.sequence() + "/" + poison.event())
          .containsExactly("3/0", "2/-1");
      follow(database, journal);
      assertThat(history.setAsideCount()).isEqualTo(2);
    }
  }

  @Test
  void hasCaughtUpWhenItHoldsAllThatTheJournalHeld() throws Exception {
    var journal = new Journal();
    journal.submit(10);
    try (HistoryDatabase database = HistoryDatabase.open(folder);
        Follower follower = follower(database, journal)) {
      journal.held = 10;
      assertThat(follower.catchesUp(Duration.ZERO)).as("before it began").isFalse();
      follower.start();
      assertThat(follower.catchesUp(Duration.ofSeconds(60))).isTrue();
      assertThat(new History(database).position().sequence()).isEqualTo(10);
      assertThat(follower.awaitBeyond(9, Duration.ofSeconds(60))).isEqualTo(10);
      assertThat(follower.awaitBeyond(10, Duration.ofMillis(1))).isEqualTo(10);
      journal.held = 11;
      assertThat(follower.catchesUp(Duration.ofMillis(1))).as("a record is missing").isFalse();
      journal.held = -1;
      assertThat(follower.catchesUp(Duration.ofSeconds(60))).as("nobody knows").isFalse();
    }
  }

  @Test
  void otherJournalMeansAnotherHistory() {
    var journal = new Journal();
    journal.submit(10);
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(database, journal);
      var other = new Journal();
      other.name = "two";
      other.submit(20);
      follow(database, other);
      assertThat(new History(database).position().rows()).isEqualTo(20);
      assertThat(new History(database).position().journal()).isEqualTo("two");
      assertThat(folder.resolve("history-put-aside.db")).exists();
    }
  }

  @Test
  void waitsForAJournalThatIsAway() {
    var journal = new Journal();
    journal.refusals = 1;
    journal.submit(2);
    try (HistoryDatabase database = HistoryDatabase.open(folder)) {
      follow(database, journal);
      assertThat(new History(database).position().rows()).isEqualTo(2);
    }
  }

  private static void follow(HistoryDatabase database, Journal journal) {
    Follower follower = follower(database, journal);
    follower.start();
    try {
      await(() -> follower.progress().position() == journal.records.size());
      assertThat(follower.progress().failure()).isNull();
    } finally {
      follower.close();
    }
    assertThat(follower.isAlive()).isFalse();
  }

  private static Follower follower(HistoryDatabase database, Journal journal) {
    return new Follower(
        database, journal, Pulse.NONE, new BatchLimits(700, 1 << 20, 100, 20, 50), KEEP_ALL);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
