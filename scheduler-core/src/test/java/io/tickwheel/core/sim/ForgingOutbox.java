package io.tickwheel.core.sim;

import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.Outbox;
import io.tickwheel.message.Dispatch;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskView;
import java.util.List;
import java.util.Optional;

/// Sends each dispatch once more under the next attempt's number, which the journal does not know.
final class ForgingOutbox implements Outbox {
  private final Outbox honest;

  ForgingOutbox(Outbox honest) {
    this.honest = honest;
  }

  @Override
  public void dispatch(Incarnation executor, DispatchFrame frame) {
    honest.dispatch(executor, frame);
    List<Dispatch> forged =
        frame.dispatches().stream()
            .map(
                d ->
                    new Dispatch(
                        new AttemptId(d.attempt().task(), d.attempt().number() + 1),
                        d.spec(),
                        d.dueAtMillis(),
                        d.dispatchedAtMillis()))
            .toList();
    honest.dispatch(
        executor, new DispatchFrame(frame.partition(), frame.epoch(), frame.number() + 1, forged));
  }

  @Override
  public void reply(String replyTo, ReplyFrame frame) {
    honest.reply(replyTo, frame);
  }

  @Override
  public void stop(Incarnation executor, StopFrame frame) {
    honest.stop(executor, frame);
  }

  @Override
  public void answer(Object token, Optional<TaskView> view) {
    honest.answer(token, view);
  }

  @Override
  public void answer(Object token, List<ScheduleView> schedules) {
    honest.answer(token, schedules);
  }

  @Override
  public void notice(Notice notice) {
    honest.notice(notice);
  }
}
