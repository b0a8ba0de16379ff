package io.tickwheel.core.sim;

import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.Outbox;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskView;
import java.util.List;
import java.util.Optional;

/// For a replay that nobody is to hear of.
final class SilentOutbox implements Outbox {
  @Override
  public void reply(String replyTo, ReplyFrame frame) {}

  @Override
  public void dispatch(Incarnation executor, DispatchFrame frame) {}

  @Override
  public void stop(Incarnation executor, StopFrame frame) {}

  @Override
  public void answer(Object token, Optional<TaskView> view) {}

  @Override
  public void answer(Object token, List<ScheduleView> schedules) {}

  @Override
  public void notice(Notice notice) {}
}
