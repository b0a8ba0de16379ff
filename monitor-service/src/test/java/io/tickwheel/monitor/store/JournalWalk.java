package io.tickwheel.monitor.store;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.message.TaskEvent.Next;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Priority;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.model.TaskState;
import io.tickwheel.packed.PackedSpec;
import io.tickwheel.wire.JournalCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// A seeded random walk of many tasks through their states, as journal records; and what the walker
/// itself knows of each task: the oracle.
final class JournalWalk {
  record Entry(long sequence, int partition, long atMillis, Payload record) {}

  /// What the walker knows, in its own words.
  static final class Walker {
    final TaskId id;
    TaskSpec spec;
    TaskState state = TaskState.SCHEDULED;
    long created;
    long finished;
    int attempt;
    int charged;
    int uncharged;
    int life = 1;
    boolean discarded;
    boolean cancelling;
    int late;
    long begun;
    String output = "";
    final List<String> ended = new ArrayList<>();

    Walker(TaskId id, TaskSpec spec) {
      this.id = id;
      this.spec = spec;
    }
  }

  final List<Entry> entries = new ArrayList<>();
  final List<Walker> walkers = new ArrayList<>();
  private final Random random;
  private final Incarnation executor = new Incarnation(7, 7);
  private long sequence = 5;
  private long now = 1_780_000_000_000L;

  JournalWalk(long seed) {
    random = new Random(seed);
  }

  JournalWalk frames(int count) {
    for (int i = 0; i < count; i++) {
      now += random.nextInt(2_000);
      sequence += 1 + random.nextInt(3); // other messages of the stream lie between
      entries.add(new Entry(sequence, random.nextInt(16), now, Payload.of(record())));
    }
    return this;
  }

  long lastSequence() {
    return sequence;
  }

  private byte[] record() {
    if (random.nextInt(40) == 0) {
      return JournalCodec.encode(new JournalRecord.Claim("scheduler-1", now));
    }
    var events = new ArrayList<PartitionEvent>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      events.add(walkers.isEmpty() || random.nextInt(4) == 0 ? submit(events.size()) : step());
    }
    return JournalCodec.encode(
        new JournalRecord.EventFrame(9, sequence, now, sequence, List.of(), events));
  }

  private TaskEvent submit(int index) {
    TaskId id = TaskId.create(now, random.nextInt(16), random.nextLong());
    var spec =
        TaskSpec.of(
                "type_" + random.nextInt(5),
                new Target.Http("POST", "http://127.0.0.1/", Map.of()),
                Payload.of("{\"n\":" + random.nextInt(100) + "}"))
            .withPriority(Priority.ofLevel(1 + random.nextInt(5)));
    var walker = new Walker(id, spec);
    walker.created = now - random.nextInt(50);
    walker.begun = sequence * 100_000 + index;
    walkers.add(walker);
    long runAt = walker.created + random.nextInt(3) * 10_000L;
    return new TaskEvent.Submitted(
        id, PackedSpec.pack(spec), runAt, walker.created, OptionalLong.empty());
  }

  private TaskEvent step() {
    Walker walker = walkers.get(random.nextInt(walkers.size()));
    return switch (walker.state) {
      case SCHEDULED, RETRYING -> fromWaiting(walker);
      case RUNNING -> fromRunning(walker);
      case DEAD, LOST -> fromDead(walker);
      case SUCCEEDED, CANCELLED, EXPIRED, SKIPPED, BLOCKED, QUEUED -> late(walker);
    };
  }

  private TaskEvent fromWaiting(Walker walker) {
    return switch (random.nextInt(10)) {
      case 0 -> {
        finish(walker, TaskState.CANCELLED);
        yield new TaskEvent.Cancelled(walker.id, "no longer wanted");
      }
      case 1 -> {
        finish(walker, TaskState.EXPIRED);
        yield new TaskEvent.Expired(walker.id);
      }
      case 2 -> amend(walker);
      default -> {
        walker.state = TaskState.RUNNING;
        walker.attempt++;
        yield new TaskEvent.Dispatched(walker.id, walker.attempt, executor);
      }
    };
  }

  private TaskEvent amend(Walker walker) {
    Priority priority = Priority.ofLevel(1 + random.nextInt(5));
    walker.spec = walker.spec.withPriority(priority);
    Optional<Payload> payload = Optional.empty();
    if (random.nextBoolean()) {
      payload = Optional.of(Payload.of("{\"amended\":" + random.nextInt(100) + "}"));
      walker.spec = walker.spec.withPayload(payload.get());
    }
    return new TaskEvent.Amended(
        walker.id, OptionalLong.of(now + 500), Optional.of(priority), payload);
  }

  private TaskEvent fromRunning(Walker walker) {
    int attempt = walker.attempt;
    return switch (random.nextInt(9)) {
      case 0, 1 -> {
        walker.charged++;
        Failure failure = Failure.retryable(FailureKind.HTTP_STATUS, "said " + random.nextInt(600));
        Next next = follow(walker, "failed");
        yield new TaskEvent.AttemptFailed(
            walker.id, attempt, executor, now - 5, now, failure, next);
      }
      case 2 -> {
        boolean started = random.nextBoolean();
        walker.uncharged += started ? 1 : 0;
        Next next = follow(walker, started ? "interrupted" : "refused");
        yield new TaskEvent.AttemptReturned(
            walker.id, attempt, executor, started, "draining", next);
      }
      case 3 -> {
        walker.uncharged++;
        Next next = follow(walker, "lost");
        yield new TaskEvent.AttemptLost(walker.id, attempt, executor, "not heard from", next);
      }
      case 4 -> {
        walker.cancelling = true;
        yield new TaskEvent.CancelRequested(walker.id, "no longer wanted");
      }
      case 5 -> {
        walker.ended.add(attempt + " cancelled");
        finish(walker, TaskState.CANCELLED);
        yield new TaskEvent.Cancelled(walker.id, "no longer wanted");
      }
      default -> {
        walker.ended.add(attempt + " succeeded");
        walker.output = random.nextBoolean() ? "" : "\"done\"";
        finish(walker, TaskState.SUCCEEDED);
        yield new TaskEvent.AttemptSucceeded(
            walker.id, attempt, executor, now - 3, now, Payload.of(walker.output));
      }
    };
  }

  private Next follow(Walker walker, String how) {
    walker.ended.add(walker.attempt + " " + how);
    return switch (random.nextInt(6)) {
      case 0 -> {
        finish(walker, TaskState.DEAD);
        yield new Next.Dead();
      }
      case 1 -> {
        finish(walker, TaskState.LOST);
        yield new Next.Lost();
      }
      default -> {
        walker.state =
            walker.charged + walker.uncharged > 0 ? TaskState.RETRYING : TaskState.SCHEDULED;
        yield new Next.RetryAt(now + random.nextInt(5_000));
      }
    };
  }

  private TaskEvent fromDead(Walker walker) {
    if (walker.discarded || random.nextInt(3) > 0) {
      return late(walker);
    }
    if (random.nextBoolean()) {
      walker.discarded = true;
      return new TaskEvent.Discarded(walker.id);
    }
    walker.life++;
    walker.charged = 0;
    walker.uncharged = 0;
    walker.state = TaskState.SCHEDULED;
    walker.finished = 0;
    return new TaskEvent.Revived(walker.id, walker.life);
  }

  private TaskEvent late(Walker walker) {
    walker.late++;
    return new TaskEvent.StaleResult(walker.id, Math.max(1, walker.attempt), executor, "succeeded");
  }

  private void finish(Walker walker, TaskState state) {
    walker.state = state;
    walker.finished = now;
    walker.cancelling = false;
  }
}
