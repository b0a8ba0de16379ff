package io.tickwheel.scheduler.owner;

import io.tickwheel.core.balance.Fleet;
import io.tickwheel.core.balance.Strategy;
import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.OwnerLimits;
import io.tickwheel.core.owner.OwnerLoop;
import io.tickwheel.core.partition.PartitionLimits;
import io.tickwheel.jetstream.Asks;
import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.BrokerClock;
import io.tickwheel.jetstream.CommandLog;
import io.tickwheel.jetstream.FencedJournal;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.ScheduleAsks;
import io.tickwheel.jetstream.SnapshotStore;
import io.tickwheel.model.Incarnation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The owning half of a scheduler: the loop, its thread, its heartbeats, its watch on the clock.
///
/// Thread-safe. Start once, close once.
public final class Owning implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("io.tickwheel.owner");
  private static final long BEAT_MILLIS = 250;
  private static final long CLOCK_CHECK_SECONDS = 5;
  private static final Duration LEAVE_MAX = Duration.ofSeconds(5);

  /// A farewell that is not sent costs the others their whole patience.
  private static final Duration FAREWELL_MAX = Duration.ofMillis(500);

  private final Settings settings;
  private final Clock clock;
  private final Beats beats;
  private final OwnerLoop loop;
  private final LoopThread thread;
  private final ClockCheck clockCheck;
  private final Asks asks;
  private final ScheduleAsks scheduleAsks;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("owner-timer").factory());
  private final UnconfirmedWrites unconfirmed = new UnconfirmedWrites();
  private final List<Reading> readings = new ArrayList<>();
  private final long startedAtMillis;
  private @Nullable CountDownLatch left;

  /// `executorLease`: silence after which an executor is lost; `memberPatience`: the same for a
  /// scheduler; `clockTolerance`: by how much our clock may differ from the broker's.
  public record Settings(
      String instance,
      String url,
      int partitions,
      Strategy strategy,
      Duration executorLease,
      Duration memberPatience,
      Duration clockTolerance,
      PartitionLimits partitionLimits,
      OwnerLimits ownerLimits) {}

  /// `observer` is told of takings, losses and poison, on the loop's thread; `died` should the loop
  /// come to an end that nobody asked for.
  public Owning(
      NatsLink link, Settings settings, Clock clock, Consumer<Notice> observer, Runnable died) {
    this.settings = settings;
    this.clock = clock;
    this.beats = new Beats(link);
    this.asks = new Asks(link);
    this.scheduleAsks = new ScheduleAsks(link);
    this.startedAtMillis = clock.millis();
    var streams =
        new NatsPartitionStore.Streams(
            new FencedJournal(link), new CommandLog(link), new SnapshotStore(link), unconfirmed);
    var random = new SplittableRandom();
    long patience = settings.memberPatience().toMillis();
    this.loop =
        new OwnerLoop(
            new OwnerLoop.Settings(
                settings.instance(),
                Incarnation.parse(UUID.randomUUID().toString()),
                settings.partitions(),
                settings.partitionLimits(),
                settings.ownerLimits(),
                patience,
                3 * BEAT_MILLIS,
                settings.clockTolerance().toMillis()),
            new Fleet(settings.executorLease().toMillis(), settings.strategy()),
            partition ->
                new NatsPartitionStore(
                    partition, streams, task -> onLoop(task), () -> serve(partition)),
            new NatsOutbox(link, notice -> noticed(notice, observer)),
            random::nextLong,
            startedAtMillis);
    this.thread = new LoopThread(loop, clock, "owner-loop", died);
    this.clockCheck =
        new ClockCheck(new BrokerClock(link), settings.clockTolerance(), loop, thread);
  }

  public void start() {
    readings.add(beats.onExecutor(beat -> onLoop(() -> loop.hear(beat))));
    readings.add(beats.onScheduler(beat -> onLoop(() -> loop.hear(beat, clock.millis()))));
    thread.start();
    onLoop(clockCheck::ask);
    var _ =
        timer.scheduleAtFixedRate(
            () -> onLoop(this::beat), BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    var _ =
        timer.scheduleAtFixedRate(
            () -> onLoop(clockCheck::ask),
            CLOCK_CHECK_SECONDS,
            CLOCK_CHECK_SECONDS,
            TimeUnit.SECONDS);
  }

  /// Whether the broker takes what is decided here, as far as anything was.
  public boolean isWriting() {
    return unconfirmed.isEmpty();
  }

  /// Whether the loop gets its turns.
  public boolean isTurning() {
    return thread.isTurning();
  }

  /// Hands every partition over, says good-bye, and ends.
  @Override
  public void close() {
    CountDownLatch done = new CountDownLatch(1);
    onLoop(
        () -> {
          left = done;
          loop.leave();
          checkLeft();
        });
    try {
      if (!thread.isTurning() || !done.await(LEAVE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("not everything could be handed over in time; others take it by the fence");
      }
      var _ = timer.shutdownNow();
      thread.stop();
      beats.flush(FAREWELL_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    readings.forEach(Reading::close);
  }

  private void onLoop(Runnable task) {
    thread.execute(task);
  }

  private Reading serve(int partition) {
    Reading tasks =
        asks.serve(partition, (query, answer) -> onLoop(() -> loop.ask(partition, query, answer)));
    Reading schedules =
        scheduleAsks.serve(
            partition, (query, answer) -> onLoop(() -> loop.ask(partition, query, answer)));
    return () -> {
      tasks.close();
      schedules.close();
    };
  }

  private void noticed(Notice notice, Consumer<Notice> observer) {
    observer.accept(notice);
    if (!(notice instanceof Notice.Poison)) {
      onLoop(this::beat);
    }
  }

  private void beat() {
    clockCheck.heed();
    beats.publish(loop.beat(settings.url(), startedAtMillis, clock.millis()));
    checkLeft();
  }

  private void checkLeft() {
    CountDownLatch waiting = left;
    if (waiting != null && waiting.getCount() > 0 && loop.isEmpty()) {
      beats.publish(loop.beat(settings.url(), startedAtMillis, clock.millis()));
      waiting.countDown();
    }
  }
}
