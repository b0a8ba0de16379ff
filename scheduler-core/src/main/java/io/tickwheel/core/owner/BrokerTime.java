package io.tickwheel.core.owner;

import static io.tickwheel.model.Require.require;

/// When our steady clock, which nobody sets, showed `steadyMillis`, the broker's clock showed
/// `brokerMillis`, give or take `uncertaintyMillis`.
public record BrokerTime(long brokerMillis, long steadyMillis, long uncertaintyMillis) {
  public BrokerTime {
    require(uncertaintyMillis >= 0, "an uncertainty is not negative: %s", uncertaintyMillis);
  }
}
