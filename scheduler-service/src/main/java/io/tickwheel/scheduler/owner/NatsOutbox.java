package io.tickwheel.scheduler.owner;

import io.nats.client.Connection;
import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.Outbox;
import io.tickwheel.jetstream.DispatchLog;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Stops;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.StopFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.ScheduleView;
import io.tickwheel.model.TaskView;
import io.tickwheel.wire.CommandCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Sends effects out. Nothing here waits, and nothing is repeated: each kind of loss has its own
/// cure elsewhere.
final class NatsOutbox implements Outbox {
  private static final Logger LOG = Logger.getLogger("io.tickwheel.owner");

  private final NatsLink link;
  private final DispatchLog dispatches;
  private final Stops stops;
  private final Consumer<Notice> observer;

  NatsOutbox(NatsLink link, Consumer<Notice> observer) {
    this.link = link;
    this.dispatches = new DispatchLog(link);
    this.stops = new Stops(link);
    this.observer = observer;
  }

  @Override
  public void reply(String replyTo, ReplyFrame frame) {
    Connection connection = link.control();
    try {
      connection.publish(replyTo, CommandCodec.encode(frame));
    } catch (IllegalStateException | IllegalArgumentException e) {
      LOG.debugf("a reply to %s was dropped: %s", replyTo, e.getMessage());
    }
  }

  @Override
  public void dispatch(Incarnation executor, DispatchFrame frame) {
    var _ =
        dispatches
            .publish(executor, frame)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.warnf(
                        "a dispatch of %d attempts to executor %s was not confirmed; what does not arrive"
                            + " is found missing and tried again: %s",
                        frame.dispatches().size(), executor, failure.getMessage());
                  }
                });
  }

  @Override
  public void stop(Incarnation executor, StopFrame frame) {
    stops.publish(executor, frame);
  }

  @Override
  @SuppressWarnings("unchecked") // tokens are what the question's handler was given
  public void answer(Object token, Optional<TaskView> view) {
    ((Consumer<Optional<TaskView>>) token).accept(view);
  }

  @Override
  @SuppressWarnings("unchecked") // the same
  public void answer(Object token, List<ScheduleView> schedules) {
    ((Consumer<List<ScheduleView>>) token).accept(schedules);
  }

  @Override
  public void notice(Notice notice) {
    switch (notice) {
      case Notice.Taken n ->
          LOG.infof(
              "partition %d is ours (epoch %d): %d tasks loaded, %d events replayed in %d ms",
              n.partition(), n.epoch(), n.tasks(), n.replayed(), n.tookMillis());
      case Notice.Released n -> LOG.infof("partition %d handed over", n.partition());
      case Notice.Fenced n ->
          LOG.warnf(
              "partition %d (epoch %d) was taken by another scheduler; our append was refused and %d"
                  + " decisions with their effects were dropped",
              n.partition(), n.epoch(), n.heldEffects());
      case Notice.Poison n ->
          LOG.errorf(
              "partition %d: message %d of %s is unreadable and was set aside: %s",
              n.partition(), n.sequence(), n.stream(), n.reason());
      case Notice.Broken n ->
          LOG.errorf(
              "partition %d: what is stored at %d cannot be used: %s; a record that does not fit is"
                  + " passed over, else the partition is let go and tried again; please report this",
              n.partition(), n.position(), n.reason());
      case Notice.NameShared n ->
          LOG.errorf(
              "another scheduler, at %s, has our name %s: only one of the two owns partitions; give each"
                  + " a name of its own (tickwheel.scheduler.name)",
              n.url(), n.name());
    }
    observer.accept(notice);
  }
}
