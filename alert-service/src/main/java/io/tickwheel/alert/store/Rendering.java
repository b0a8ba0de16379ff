package io.tickwheel.alert.store;

import io.tickwheel.alert.channel.Notification;
import io.tickwheel.alert.decide.Grouping;

/// Puts into words what is to be told of an alert.
@FunctionalInterface
public interface Rendering {
  Notification render(long alertId, Grouping.Step step, long nowMillis);
}
