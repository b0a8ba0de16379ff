package io.tickwheel.jetstream;

import io.tickwheel.message.Command;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.packed.PackedSpec;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Prints what the logs carry on this machine, with an fsync before each acknowledgement. Run by
/// hand: a figure, not a test.
final class Measure {
  private static final int PARTITIONS = 16;
  private static final int RECORDS_PER_FRAME = 64;
  private static final int RECORD_BYTES = 200;
  private static final long SECONDS = 5;

  private Measure() {}

  public static void main(String[] args) throws Exception {
    try (var server = NatsServer.start();
        var link = NatsLink.connect(server.url(), "measure")) {
      Topology.provision(link, PARTITIONS, 1);
      idleAppend(link);
      idleCommand(link);
      appends(link);
      commands(link, 1);
      commands(link, 2);
      reading(link);
      idle(link);
    }
  }

  private static void idleAppend(NatsLink link) {
    var journal = new FencedJournal(link);
    long[] nanos = new long[2_000];
    long last = journal.tail(0).join().map(StoredRecord::sequence).orElse(0L);
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      last = journal.append(0, new byte[RECORD_BYTES], last).join();
      nanos[i] = System.nanoTime() - start;
    }
    printMedian("one append after the other", nanos);
  }

  private static void idleCommand(NatsLink link) throws InterruptedException {
    long[] nanos = new long[2_000];
    var arrived = new SynchronousQueue<Long>();
    try (Reading _ = new CommandLog(link).read(0, 1, (_, _) -> arrived.put(System.nanoTime()));
        var lane = new CommandLane(link, new Incarnation(1, 1), PARTITIONS, "")) {
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        lane.send(0, new Command.Cancel(TaskId.create(1, 0, i), ""), (_, _, _) -> {});
        nanos[i] = arrived.take() - start;
      }
    }
    printMedian("one command from the lane to its reader", nanos);
  }

  private static void printMedian(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "%-64s %,12d us (p50)  %,d us (p99)%n",
        what, nanos[nanos.length / 2] / 1_000, nanos[nanos.length * 99 / 100] / 1_000);
  }

  private static void appends(NatsLink link) {
    var journal = new FencedJournal(link);
    var count = new LongAdder();
    byte[] frame = new byte[RECORDS_PER_FRAME * RECORD_BYTES];
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long last = journal.tail(partition).join().map(StoredRecord::sequence).orElse(0L);
      appendOn(journal, partition, frame, last, end, count);
    }
    LockSupport.parkNanos(end - System.nanoTime());
    print("appends, one in flight in each of 16 partitions", count.sum(), "frames");
    print("  with 64 records in each", count.sum() * RECORDS_PER_FRAME, "records");
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
  }

  private static void appendOn(
      FencedJournal journal, int partition, byte[] frame, long last, long end, LongAdder count) {
    var _ =
        journal
            .append(partition, frame, last)
            .thenAccept(
                sequence -> {
                  count.increment();
                  if (System.nanoTime() < end) {
                    appendOn(journal, partition, frame, sequence, end, count);
                  }
                });
  }

  private static void commands(NatsLink link, int threads) throws InterruptedException {
    var count = new LongAdder();
    PackedSpec spec = PackedSpec.of(new byte[RECORD_BYTES]);
    Incarnation source = new Incarnation(System.nanoTime(), threads);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    try (var lane = new CommandLane(link, source, PARTITIONS, "")) {
      Thread[] senders = new Thread[threads];
      for (int t = 0; t < threads; t++) {
        senders[t] = Thread.ofPlatform().start(() -> send(lane, spec, end, count));
      }
      for (Thread sender : senders) {
        sender.join();
      }
      print(
          "commands of 200 bytes through the lane, " + threads + " senders",
          count.sum(),
          "commands");
    }
  }

  private static void send(CommandLane lane, PackedSpec spec, long end, LongAdder count) {
    for (long i = 0; System.nanoTime() < end; i++) {
      int partition = (int) (i % PARTITIONS);
      TaskId task = TaskId.create(1_000, partition, i);
      lane.send(
          partition,
          new Command.Submit(task, spec, 0, 0, OptionalLong.empty()),
          (_, _, _) -> count.increment());
    }
  }

  private static void reading(NatsLink link) throws InterruptedException {
    var count = new LongAdder();
    var bytes = new LongAdder();
    long start = System.nanoTime();
    try (JournalFeed _ =
        JournalFeed.open(
            link,
            0,
            (_, _, _, record, pending) -> {
              count.increment();
              bytes.add(record.length);
              if (pending == 0) {
                synchronized (count) {
                  count.notifyAll();
                }
              }
            })) {
      synchronized (count) {
        count.wait(30_000);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-64s %,12.0f frames/s  %,.0f MB/s%n",
        "the feed, frames of 12.8 kB", count.sum() / seconds, bytes.sum() / seconds / 1e6);
  }

  /// The cost of 16 idle readers in this process; the server's is seen with `top`.
  private static void idle(NatsLink link) throws Exception {
    var log = new CommandLog(link);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      log.read(partition, Long.MAX_VALUE / 2, (_, _) -> {});
    }
    var bean =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
    long before = bean.getProcessCpuTime();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
    double share = (bean.getProcessCpuTime() - before) / 20e9;
    System.out.printf("%-64s %11.2f %% of a core%n", "16 idle readers, this process", share * 100);
  }

  private static void print(String what, long count, String unit) {
    System.out.printf("%-64s %,12d %s/s%n", what, count / SECONDS, unit);
  }
}
