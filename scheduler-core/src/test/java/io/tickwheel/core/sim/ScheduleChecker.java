package io.tickwheel.core.sim;

import static io.tickwheel.core.sim.Checker.check;

import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.message.ScheduleEvent.Cause;
import io.tickwheel.model.Overlap;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Invariant 7 from the journal alone: the occurrences of an interval are counted on fingers, and
/// each of them either runs, once and never early, or has a record why not; in order, none left
/// out.
final class ScheduleChecker {
  private final Set<ScheduleId> asked = new HashSet<>();
  private final Map<TaskId, Order> orders = new HashMap<>();
  private int fired;

  private static final class Order {
    final ScheduleId id;
    final long knownSince;
    long period;
    Overlap overlap;
    long decided;
    boolean paused;
    final List<Long> waiting = new ArrayList<>();
    final Set<TaskId> running = new HashSet<>();
    final Set<TaskId> ever = new HashSet<>();

    Order(ScheduleEvent.Saved saved, long atMillis) {
      id = saved.schedule();
      knownSince = atMillis;
      decided = atMillis;
      overlap = saved.spec().overlap();
      learn(saved, atMillis);
    }

    final void learn(ScheduleEvent.Saved saved, long atMillis) {
      period = ((Timing.Interval) saved.spec().timing()).periodMillis();
      overlap = saved.spec().overlap();
      decided = Math.max(decided, atMillis);
    }

    long next() {
      return knownSince + ((decided - knownSince) / period + 1) * period;
    }
  }

  void asked(ScheduleCommand.Save save) {
    asked.add(save.schedule());
  }

  int fired() {
    return fired;
  }

  void happened(ScheduleEvent event, long atMillis) {
    if (event instanceof ScheduleEvent.Saved saved) {
      check(asked.contains(saved.schedule()), "3: nobody saved %s", saved.schedule());
      Order known = orders.get(saved.place());
      if (known == null) {
        orders.put(saved.place(), new Order(saved, atMillis));
      } else {
        check(known.next() > atMillis, "7: %s changed with %s due", known.id, known.next());
        known.learn(saved, atMillis);
      }
      return;
    }
    Order order = orders.get(event.place());
    if (order == null) {
      throw new BrokenPromise("3: " + event + " of no schedule");
    }
    follow(order, event, atMillis);
  }

  void finish() {
    check(orders.isEmpty(), "7: %s schedules were not deleted", orders.size());
  }

  private void follow(Order order, ScheduleEvent event, long atMillis) {
    switch (event) {
      case ScheduleEvent.Saved e -> {}
      case ScheduleEvent.Deleted e -> {
        check(order.waiting.isEmpty(), "7: %s deleted with occurrences waiting", order.id);
        orders.remove(e.place());
      }
      case ScheduleEvent.Paused e -> order.paused = true;
      case ScheduleEvent.Resumed e -> order.paused = false;
      case ScheduleEvent.Fired e -> fired(order, e, atMillis);
      case ScheduleEvent.Skipped e -> skipped(order, e);
      case ScheduleEvent.Buffered e -> {
        decide(order, e.nominalMillis(), e.nominalMillis(), e.cause());
        check(!order.running.isEmpty() || !order.waiting.isEmpty(), "7: %s waits for none", e);
        order.waiting.add(e.nominalMillis());
      }
      case ScheduleEvent.RunEnded e ->
          check(order.running.remove(e.task()), "7: %s ended a run it did not have", order.id);
      case ScheduleEvent.BackfillStarted e -> {}
    }
  }

  private void fired(Order order, ScheduleEvent.Fired e, long atMillis) {
    fired++;
    check(order.ever.add(e.task()), "7: %s ran %s twice", order.id, e.nominalMillis());
    boolean early = !e.waited() && e.nominalMillis() > atMillis;
    check(!early, "4: %s fired %s early", order.id, e.nominalMillis());
    check(!order.paused || e.cause() == Cause.TRIGGER, "11: %s fired while paused", order.id);
    if (e.waited()) {
      check(order.waiting.remove(e.nominalMillis()), "7: %s did not wait in %s", e, order.id);
    } else {
      decide(order, e.nominalMillis(), e.nominalMillis(), e.cause());
    }
    boolean beside = order.overlap == Overlap.ALLOW_ALL || order.overlap == Overlap.TERMINATE_OTHER;
    check(beside || order.running.isEmpty(), "7: %s runs beside itself", order.id);
    order.running.add(e.task());
  }

  private void skipped(Order order, ScheduleEvent.Skipped e) {
    if (!order.waiting.remove(e.firstMillis())) {
      decide(order, e.firstMillis(), e.lastMillis(), e.cause());
      long count = (e.lastMillis() - e.firstMillis()) / order.period + 1;
      boolean right = e.cause() == Cause.TRIGGER || e.count() == count;
      check(right, "7: %s counts %s occurrences, not %s", order.id, e.count(), count);
    }
  }

  private static void decide(Order order, long first, long last, Cause cause) {
    if (cause == Cause.DUE || cause == Cause.CATCH_UP) {
      check(first == order.next(), "7: %s decides %s, not %s", order.id, first, order.next());
      check((last - first) % order.period == 0, "7: %s has no occurrence %s", order.id, last);
      order.decided = last;
    }
  }
}
