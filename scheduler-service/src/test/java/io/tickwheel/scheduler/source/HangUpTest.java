package io.tickwheel.scheduler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {
  @Test
  void theSignalRunsTheActionAndNotTheEnd() throws Exception {
    assumeTrue(reachesUs(), "SIGHUP is ignored where this runs");
    var called = new CountDownLatch(2);
    HangUp.handle(called::countDown);
    for (int i = 0; i < 50 && called.getCount() > 0; i++) {
      Databases.run(
          Path.of("/"), List.of("kill", "-HUP", Long.toString(ProcessHandle.current().pid())));
      var _ = called.await(100, TimeUnit.MILLISECONDS);
    }
    assertThat(called.getCount()).isZero();
  }

  /// Whoever started us may have ignored it for us, as nohup does.
  private static boolean reachesUs() throws Exception {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 0);
  }
}
