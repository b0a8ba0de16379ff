package io.tickwheel.core.partition;

import io.tickwheel.message.Command;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.Reply;
import io.tickwheel.message.Reply.Reason;
import io.tickwheel.message.SnapshotBlob.KeyRecord;
import io.tickwheel.message.TaskEvent;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What people and programs ask for: submit, cancel, retry, discard, run now, amend.
final class RequestDecisions {
  private final PartitionState state;
  private final Emitter emitter;

  RequestDecisions(PartitionState state, Emitter emitter) {
    this.state = state;
    this.emitter = emitter;
  }

  /// Applies an event and keeps it for the journal.
  interface Emitter {
    void emit(Turn turn, PartitionEvent event, long nowMillis);
  }

  Reply submit(Command.Submit wish, long now, Turn turn) {
    TaskId id = wish.task();
    if (wish.requestHash().isPresent()) {
      KeyRecord key = state.tasks.shelf(id).keys().get(id);
      if (key != null) {
        return key.requestHash() == wish.requestHash().getAsLong()
            ? new Reply.Same(id, key.runAtMillis(), key.createdAtMillis())
            : rejected(
                id, Reason.KEY_REUSED, "the idempotency key was used with another body", null);
      }
    }
    if (state.find(id) != null) {
      return done(id);
    }
    try {
      emitter.emit(
          turn,
          new TaskEvent.Submitted(
              id, wish.spec(), wish.runAtMillis(), wish.createdAtMillis(), wish.requestHash()),
          now);
      return new Reply.Noted(id);
    } catch (IllegalArgumentException e) {
      return rejected(id, Reason.UNREADABLE, String.valueOf(e.getMessage()), null);
    }
  }

  Reply cancel(Command.Cancel wish, long now, Turn turn) {
    TaskEntry entry = state.find(wish.task());
    if (entry == null) {
      return unknown(wish.task());
    }
    return switch (entry.state) {
      case SCHEDULED, BLOCKED, QUEUED, RETRYING -> {
        emitter.emit(turn, new TaskEvent.Cancelled(entry.id, wish.reason()), now);
        yield done(entry.id);
      }
      case RUNNING -> {
        if (!entry.cancelling) {
          emitter.emit(turn, new TaskEvent.CancelRequested(entry.id, wish.reason()), now);
        }
        stop(entry, turn);
        yield done(entry.id);
      }
      case DEAD, LOST, SUCCEEDED, CANCELLED, EXPIRED, SKIPPED ->
          wrongState(entry, "is final already and cannot be cancelled");
    };
  }

  Reply retry(Command.Retry wish, long now, Turn turn) {
    TaskEntry entry = state.find(wish.task());
    if (entry == null) {
      return unknown(wish.task());
    }
    if (!isDeadLetter(entry)) {
      return wrongState(entry, "is not dead; only a dead task can be retried");
    }
    emitter.emit(turn, new TaskEvent.Revived(entry.id, entry.life + 1), now);
    return done(entry.id);
  }

  Reply discard(Command.Discard wish, long now, Turn turn) {
    TaskEntry entry = state.find(wish.task());
    if (entry == null) {
      return unknown(wish.task());
    }
    if (!isDeadLetter(entry)) {
      return wrongState(entry, "is not dead; only a dead task can be discarded");
    }
    Reply last = done(entry.id);
    emitter.emit(turn, new TaskEvent.Discarded(entry.id), now);
    return last;
  }

  Reply runNow(Command.RunNow wish, long now, Turn turn) {
    return amend(
        new Command.Amend(wish.task(), OptionalLong.of(now), Optional.empty(), Optional.empty()),
        now,
        turn);
  }

  Reply amend(Command.Amend wish, long now, Turn turn) {
    TaskEntry entry = state.find(wish.task());
    if (entry == null) {
      return unknown(wish.task());
    }
    if (entry.state.isFinal() || entry.state == TaskState.RUNNING) {
      return wrongState(entry, "does not wait any more and cannot be changed");
    }
    emitter.emit(
        turn,
        new TaskEvent.Amended(entry.id, wish.runAtMillis(), wish.priority(), wish.payload()),
        now);
    return done(entry.id);
  }

  static void stop(TaskEntry entry, Turn turn) {
    Incarnation executor = entry.executor;
    if (executor != null) {
      turn.stop(executor, new AttemptId(entry.id, entry.attempt));
    }
  }

  private static boolean isDeadLetter(TaskEntry entry) {
    return entry.state == TaskState.DEAD || entry.state == TaskState.LOST;
  }

  private Reply done(TaskId id) {
    return new Reply.Done(Views.known(state, id));
  }

  private Reply unknown(TaskId id) {
    Recent.Finished finished = state.recent.get(id);
    return finished == null
        ? rejected(id, Reason.UNKNOWN_TASK, "no such task, or finished some time ago", null)
        : rejected(id, Reason.WRONG_STATE, "is final already", finished.state());
  }

  private static Reply wrongState(TaskEntry entry, String sentence) {
    return rejected(entry.id, Reason.WRONG_STATE, sentence, entry.state);
  }

  private static Reply rejected(
      TaskId id, Reason reason, String sentence, @Nullable TaskState state) {
    return new Reply.Rejected(id, reason, sentence, Optional.ofNullable(state));
  }
}
