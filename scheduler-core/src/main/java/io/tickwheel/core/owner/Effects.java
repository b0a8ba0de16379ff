package io.tickwheel.core.owner;

import io.tickwheel.core.partition.Partition;
import io.tickwheel.core.partition.Turn;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.Query;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import java.util.List;
import java.util.Optional;

/// Makes visible what a turn decided, once it is durable: replies, dispatches, stops, answers to
/// those who wait for a task's end.
final class Effects {
  /// A dispatch frame ends after so many bytes; the broker's limit for a message is far above.
  private static final int FRAME_BYTES = 256 << 10;

  private final int number;
  private final Partition partition;
  private final Outbox outbox;
  private final Waiters waiters;
  private final Barriers barriers;

  Effects(int number, Partition partition, Outbox outbox, Waiters waiters, Barriers barriers) {
    this.number = number;
    this.partition = partition;
    this.outbox = outbox;
    this.waiters = waiters;
    this.barriers = barriers;
  }

  void release(Turn turn, long epoch, long nowMillis) {
    turn.dispatches().forEach((executor, list) -> dispatch(executor, list, epoch));
    partition.released(turn, nowMillis);
    turn.stops().forEach((executor, list) -> stop(executor, list, epoch));
    turn.answers().forEach(answer -> outbox.reply(answer.replyTo(), answer.frame()));
    turn.finishedTasks().forEach(this::tell);
  }

  void answer(Query query, Object token, long nowMillis) {
    Optional<TaskView> view = partition.view(query.task());
    boolean mayWait = query.waitMillis() > 0 && view.isPresent() && !view.get().state().isFinal();
    if (!mayWait
        || !waiters.add(new Waiters.Waiter(query.task(), token, nowMillis + query.waitMillis()))) {
      outbox.answer(token, view);
    }
  }

  void answerOverdue(long nowMillis) {
    for (Waiters.Waiter waiter : waiters.over(nowMillis)) {
      outbox.answer(waiter.token(), partition.view(waiter.task()));
    }
  }

  private void tell(TaskId task) {
    for (Waiters.Waiter waiter : waiters.finished(task)) {
      outbox.answer(waiter.token(), partition.view(task));
    }
  }

  private void stop(Incarnation executor, List<AttemptId> attempts, long epoch) {
    outbox.stop(executor, new StopFrame(number, epoch, barriers.barrier(executor), attempts));
  }

  private void dispatch(Incarnation executor, List<Dispatch> dispatches, long epoch) {
    int from = 0;
    int bytes = 0;
    for (int i = 0; i < dispatches.size(); i++) {
      bytes += 64 + dispatches.get(i).spec().size();
      if (bytes >= FRAME_BYTES || i == dispatches.size() - 1) {
        outbox.dispatch(
            executor,
            new DispatchFrame(
                number, epoch, barriers.next(executor), dispatches.subList(from, i + 1)));
        from = i + 1;
        bytes = 0;
      }
    }
  }
}
