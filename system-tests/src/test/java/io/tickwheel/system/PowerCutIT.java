package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.jetstream.JournalFeed;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.TaskId;
import io.tickwheel.suite.Cluster;
import io.tickwheel.suite.Until;
import io.tickwheel.wire.JournalCodec;
import io.tickwheel.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power is cut, in effect: the disk that NATS stores on is copied while everything runs, and
/// a copy is all that there is afterwards.
///
/// NATS is never stopped. For the copy to be of one moment, as a power cut is, the disk below
/// NATS's file system takes no blocks while it is copied (see [LiveDisk]): NATS, the scheduler and
/// the submissions go on, and an fsync waits for some milliseconds. Freezing NATS's own file system
/// would prove nothing: that syncs it first, and a NATS that acknowledges without an fsync passes.
final class PowerCutIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CUTS = 20;
  private static final int ACKNOWLEDGED_BETWEEN = 40;
  private static final Cluster.Size NATS_ALONE = new Cluster.Size(0, 0, false, false);

  @TempDir Path folder;

  private int cuts;
  private int checked;
  private long longestNanos;

  @Test
  void acknowledgedTasksSurvivePowerCuts() throws Exception {
    Needs.suite();
    SplittableRandom random = Rounds.random("PowerCutIT");
    Runs runs = new Runs();
    try (LiveDisk disk = LiveDisk.create(folder, "disk")) {
      Cut last;
      try (Cluster cluster = cluster(disk.folder(), Cluster.Size.of(1, 0).withoutMonitor());
          Worker worker = worker(cluster, runs);
          Workload load = new Workload(cluster.natsUrl(), Optional.empty(), random)) {
        load.start();
        for (int round = 1; round < Rounds.of(CUTS); round++) {
          survives(cut(disk, load));
        }
        last = cut(disk, load);
        assertThat(worker.status()).isNotNull();
      }
      goesOn(last);
    }
    System.out.printf(
        "%d power cuts, %d acknowledged tasks looked for: lost 0; disk held for at most %d ms%n",
        cuts, checked, TimeUnit.NANOSECONDS.toMillis(longestNanos));
  }

  /// What was acknowledged before the power went, and what the disk held then.
  private record Cut(Set<TaskId> acknowledged, Path image) {}

  private Cut cut(LiveDisk disk, Workload load) throws IOException, InterruptedException {
    int before = load.acknowledgedCount();
    Until.require(
        PATIENCE,
        "submissions go on",
        () -> load.acknowledgedCount() >= before + ACKNOWLEDGED_BETWEEN);
    Set<TaskId> acknowledged = load.acknowledged();
    long start = System.nanoTime();
    Path image = disk.cut(folder, "cut-" + ++cuts);
    longestNanos = Math.max(longestNanos, System.nanoTime() - start);
    checked += acknowledged.size();
    return new Cut(acknowledged, image);
  }

  private void survives(Cut cut) throws Exception {
    try (Disk after = Disk.mount(folder, "after-" + cuts, cut.image());
        Cluster nats = cluster(after.folder(), NATS_ALONE);
        NatsLink link = NatsLink.connect(nats.natsUrl(), "power-cut")) {
      Set<TaskId> missing = new HashSet<>(cut.acknowledged());
      missing.removeAll(submitted(link));
      assertThat(missing).as("lost in power cut %d", cuts).isEmpty();
    }
  }

  /// A whole suite on what is left runs everything to its end.
  private void goesOn(Cut cut) throws Exception {
    Runs runs = new Runs();
    try (Disk after = Disk.mount(folder, "after-" + cuts, cut.image());
        Cluster cluster = cluster(after.folder(), Cluster.Size.of(1, 0));
        Worker worker = worker(cluster, runs)) {
      Promises promises = new Promises(cluster.api("scheduler-1"));
      Until.require(PATIENCE, "everything ends", promises::everythingEnded);
      assertThat(promises.notSucceeded(cut.acknowledged())).isEmpty();
      assertThat(runs.early()).isEmpty();
      assertThat(worker.status()).isNotNull();
    }
  }

  private static Set<TaskId> submitted(NatsLink link) throws InterruptedException {
    var tasks = new HashSet<TaskId>();
    var end = new CountDownLatch(1);
    try (var _ =
        JournalFeed.open(
            link,
            0,
            (sequence, partition, storedAtMillis, record, pending) -> {
              collect(record, tasks);
              if (pending == 0) {
                end.countDown();
              }
            })) {
      assertThat(end.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("the journal is read")
          .isTrue();
    }
    return tasks;
  }

  private static void collect(byte[] record, Set<TaskId> tasks) {
    if (JournalCodec.decode(record) instanceof JournalRecord.EventFrame frame) {
      for (PartitionEvent event : frame.events()) {
        if (event instanceof TaskEvent.Submitted submitted) {
          tasks.add(submitted.task());
        }
      }
    }
  }

  private static Cluster cluster(Path disk, Cluster.Size size) {
    return Cluster.startOn(disk.resolve("nats"), size, Map.of());
  }

  private static Worker worker(Cluster cluster, Runs runs) {
    return Worker.builder()
        .natsUrl(cluster.natsUrl())
        .name("power-cut")
        .handlers(runs)
        .concurrency(64)
        .start();
  }
}
