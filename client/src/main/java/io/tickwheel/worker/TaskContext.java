package io.tickwheel.worker;

import io.tickwheel.model.TaskId;
import java.time.Instant;

/// What a handler may know and say while it runs. Thread-safe.
public final class TaskContext {
  private final AttemptContext context;

  TaskContext(AttemptContext context) {
    this.context = context;
  }

  public TaskId id() {
    return context.id().task();
  }

  /// Counts from 1. The same task is never run by two attempts of which the older one still counts;
  /// so `id` and `attempt` together are a fencing token for what the handler writes elsewhere.
  public int attempt() {
    return context.id().number();
  }

  /// When the attempt is interrupted.
  public Instant deadline() {
    return Instant.ofEpochMilli(context.deadlineMillis());
  }

  public Cancellation cancellation() {
    return context.cancellation();
  }

  public boolean isCancelled() {
    return context.cancellation().isRequested();
  }

  /// How far the work is, 0.0 to 1.0.
  public void progress(double fraction) {
    context.progress(fraction);
  }

  /// A line for people.
  public void log(String line) {
    context.log(line);
  }
}
