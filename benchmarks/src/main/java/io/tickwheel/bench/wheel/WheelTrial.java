package io.tickwheel.bench.wheel;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Measures one wheel, in a JVM in which no other was run.
///
/// A round fills a wheel with a million timers; then schedules and cancels, in turn, a quarter of a
/// million more, those to cancel drawn from all; then lets all expire, a tick of a millisecond at a
/// time. The first rounds only warm up; of the others the medians count. Time is that of the one
/// thread that does it all, so that a busy machine disturbs it less; garbage collectors work beside
/// it for free.
public final class WheelTrial {
  public static final String METHOD =
      """
      Wheels with 1,000,000 pending timers, delays uniform up to 1 h, time moved on by 1 ms at a time.
      Nanoseconds of CPU and bytes of heap per timer; medians of many rounds, a JVM for each wheel.
      Agrona has 65,536 spokes, Kafka wheels of 20 buckets, Netty 1,048,576 spokes.""";

  private static final int PENDING = 1_000_000;
  private static final int BATCH = 250_000;
  private static final int BATCHES = 6;
  private static final int DELAY_MAX_MILLIS = 3_600_000;

  /// Wheels may be late, but not for ever.
  private static final int TICKS_MAX = 2 * DELAY_MAX_MILLIS;

  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;
  private static final long SEED = 42;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// Memory enough for garbage not to matter; and silence about what yardsticks do.
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms1g",
          "-Xmx1g",
          "-XX:+AlwaysPreTouch",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dio.netty.leakDetection.level=disabled",
          "-Dslf4j.internal.verbosity=ERROR");

  /// What is compared.
  public enum Wheel {
    TICKWHEEL,
    AGRONA,
    KAFKA,
    NETTY
  }

  private final Wheel wheel;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int[] delays = new int[PENDING];
  private final int[] numbers = new int[PENDING + BATCH];
  private final List<Double> schedule = new ArrayList<>();
  private final List<Double> cancel = new ArrayList<>();
  private final List<Double> expire = new ArrayList<>();
  private double bytes;

  private WheelTrial(Wheel wheel) {
    this.wheel = wheel;
  }

  /// Starts a JVM with this one's class path, and waits for it.
  public static WheelFigures inItsOwnJvm(Wheel wheel) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(WheelTrial.class.getName(), wheel.name()));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException("measuring %s ended with exit code %d".formatted(wheel, exit));
    }
    double[] numbers =
        Arrays.stream(output.strip().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    return new WheelFigures(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  /// The child's side of `inItsOwnJvm`.
  public static void main(String[] arguments) throws Throwable {
    var trial = new WheelTrial(Wheel.valueOf(arguments[0]));
    for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
      if (round == WARM_UPS) {
        trial.forget();
      }
      trial.round();
    }
    System.out.println(
        "%s %s %s %s"
            .formatted(
                median(trial.schedule), median(trial.cancel), median(trial.expire), trial.bytes));
  }

  private void forget() {
    schedule.clear();
    cancel.clear();
    expire.clear();
  }

  private void round() throws Throwable {
    System.gc();
    // Meanwhile the garbage of the round before is finalized.
    draw();
    long before = usedBytes();
    var contestant = contestant();
    schedule(contestant, 0, PENDING);
    double scheduleNanos = 0;
    double cancelNanos = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      scheduleNanos += nanosPer(BATCH, () -> schedule(contestant, PENDING, BATCH));
      shuffle();
      cancelNanos += nanosPer(BATCH, () -> cancel(contestant));
    }
    schedule.add(scheduleNanos / BATCHES);
    cancel.add(cancelNanos / BATCHES);
    long book = (long) contestant.bookBytes() * numbers.length;
    bytes = (double) (usedBytes() - before - book) / PENDING;
    expire.add(nanosPer(PENDING, () -> expire(contestant)));
  }

  private void schedule(Contestant contestant, int from, int count) {
    for (int i = 0; i < count; i++) {
      contestant.schedule(numbers[from + i], delays[i]);
    }
    contestant.settle();
  }

  private void cancel(Contestant contestant) {
    for (int i = 0; i < BATCH; i++) {
      contestant.cancel(numbers[PENDING + i]);
    }
    contestant.settle();
  }

  private static void expire(Contestant contestant) {
    int left = PENDING;
    for (int tick = 0; left > 0 && tick < TICKS_MAX; tick++) {
      left -= contestant.tick();
    }
    if (left != 0) {
      throw new IllegalStateException(left + " timers did not fire");
    }
  }

  private Contestant contestant() throws Throwable {
    return switch (wheel) {
      case TICKWHEEL -> new TickwheelContestant(PENDING + BATCH);
      case AGRONA -> new AgronaContestant(PENDING + BATCH);
      case KAFKA -> new KafkaContestant(PENDING + BATCH);
      case NETTY -> new NettyContestant(PENDING + BATCH);
    };
  }

  private void draw() {
    for (int i = 0; i < delays.length; i++) {
      delays[i] = 1 + random.nextInt(DELAY_MAX_MILLIS);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
  }

  /// The numbers of the timers to be cancelled come last, where the next batch finds them free.
  private void shuffle() {
    for (int i = numbers.length - 1; i >= PENDING; i--) {
      int j = random.nextInt(i + 1);
      int number = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = number;
    }
  }

  private static double nanosPer(int count, Runnable phase) {
    long start = THREADS.getCurrentThreadCpuTime();
    phase.run();
    return (double) (THREADS.getCurrentThreadCpuTime() - start) / count;
  }

  private static long usedBytes() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
