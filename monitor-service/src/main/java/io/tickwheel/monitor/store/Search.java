package io.tickwheel.monitor.store;

import static io.tickwheel.model.Require.require;

import io.tickwheel.monitor.filter.Filter;

/// Asks for up to `limit` rows before a place (exclusive; Long.MAX_VALUE for the newest).
// `nowMillis`
/// tells waiting from queued.
public record Search(Filter filter, long before, int limit, long nowMillis) {
  public static final int LIMIT_MAX = 500;

  public Search {
    require(limit >= 1 && limit <= LIMIT_MAX, "limit 1..%s: %s", LIMIT_MAX, limit);
  }
}
