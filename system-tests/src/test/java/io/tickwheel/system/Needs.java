package io.tickwheel.system;

import io.tickwheel.suite.Cluster;
import org.opentest4j.TestAbortedException;

/// What a test cannot do without; a test that lacks it is skipped and says so.
final class Needs {
  private Needs() {}

  static void suite() {
    Cluster.missing()
        .ifPresent(
            sentence -> {
              throw new TestAbortedException("skipped: " + sentence);
            });
  }
}
