package io.tickwheel.alert.deliver;

import io.tickwheel.alert.store.DeliveryStore;

/// Says what is due at a time.
@FunctionalInterface
public interface DueDeliveries {
  DeliveryStore.Due at(long nowMillis);
}
