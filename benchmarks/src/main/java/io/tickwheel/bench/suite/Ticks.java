package io.tickwheel.bench.suite;

import io.tickwheel.client.TaskRequest;
import io.tickwheel.client.TickwheelClient;
import io.tickwheel.worker.TaskContext;
import io.tickwheel.worker.TaskHandler;
import io.tickwheel.worker.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// A client and a worker in this process: the worker's handler does nothing but count, and for a
/// task that carries its due time note how late it starts.
public final class Ticks implements AutoCloseable {
  private static final int SLOTS = 64;

  final TickwheelClient client;
  private final Worker worker;
  private final LongAdder runs = new LongAdder();
  private final ConcurrentLinkedQueue<Double> lateMillis = new ConcurrentLinkedQueue<>();

  /// Microseconds since the epoch at which the task is to start; 0 for a plain no-op.
  public record Tick(long dueMicros) {}

  Ticks(String natsUrl) {
    client = TickwheelClient.connect(natsUrl);
    worker =
        Worker.builder().natsUrl(natsUrl).name("bench").handlers(this).concurrency(SLOTS).start();
  }

  @TaskHandler("bench_noop")
  public void noop(TaskContext context) {
    runs.increment();
  }

  @TaskHandler("bench_tick")
  public void tick(Tick tick, TaskContext context) {
    lateMillis.add((nowMicros() - tick.dueMicros()) / 1e3);
    runs.increment();
  }

  static TaskRequest noopRequest() {
    return TaskRequest.handler("bench_noop");
  }

  /// Due at `micros`, or at once but measured from there when `immediate`.
  static TaskRequest tickRequest(long micros, boolean immediate) {
    TaskRequest request =
        TaskRequest.handler("bench_tick")
            .json(("{\"dueMicros\":" + micros + "}").getBytes(StandardCharsets.UTF_8));
    return immediate ? request : request.runAt(Instant.ofEpochMilli(micros / 1000));
  }

  static long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  long runs() {
    return runs.sum();
  }

  void forgetLateness() {
    lateMillis.clear();
  }

  /// Sorted.
  double[] lateness() {
    return lateMillis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  static double share(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
  }

  @Override
  public void close() {
    worker.close();
    client.close();
  }
}
