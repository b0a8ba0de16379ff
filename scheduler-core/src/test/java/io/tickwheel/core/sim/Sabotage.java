package io.tickwheel.core.sim;

import io.tickwheel.core.owner.Outbox;
import io.tickwheel.core.owner.PartitionStore;

/// Where a test breaks the product on purpose, from outside: by lying to it or for it.
interface Sabotage {
  Sabotage NONE = new Sabotage() {};

  default PartitionStore store(int partition, PartitionStore honest, World world) {
    return honest;
  }

  default Outbox outbox(Outbox honest) {
    return honest;
  }

  /// Whether an executor takes a dispatch frame.
  default boolean takes(boolean honest) {
    return honest;
  }

  /// What the broker answers when this scheduler asks for its time.
  default long brokerTime(long honest, Host asker) {
    return honest;
  }

  default long clock(long honest) {
    return honest;
  }
}
