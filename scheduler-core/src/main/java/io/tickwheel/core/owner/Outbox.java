package io.tickwheel.core.owner;

import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskView;
import java.util.List;
import java.util.Optional;

/// Where effects go once their cause is durable. Sending never blocks and may be lost: a lost reply
/// is asked for again, a lost dispatch is found missing, a lost stop is repeated.
public interface Outbox {
  void reply(String replyTo, ReplyFrame frame);

  void dispatch(Incarnation executor, DispatchFrame frame);

  void stop(Incarnation executor, StopFrame frame);

  /// Answers the query with this token; empty when the task is not held here.
  void answer(Object token, Optional<TaskView> view);

  /// Answers a question for schedules.
  void answer(Object token, List<ScheduleView> schedules);

  /// Something for people: a poison message set aside, a partition taken or lost.
  void notice(Notice notice);
}
