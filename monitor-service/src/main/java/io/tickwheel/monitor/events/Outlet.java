package io.tickwheel.monitor.events;

import java.util.concurrent.CompletableFuture;

/// Where events go.
@FunctionalInterface
public interface Outlet {
  /// Completes when the event is stored; fails when that is not certain.
  CompletableFuture<Void> publish(String subject, String id, byte[] json);
}
