package io.tickwheel.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickwheel.alert.Bench;
import io.tickwheel.alert.ManualClock;
import io.tickwheel.alert.channel.Sent;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CourierTest {
  private final ManualClock clock = new ManualClock();
  private final AtomicInteger told = new AtomicInteger();
  private final Semaphore looks = new Semaphore(0);

  @Test
  void whoCannotBeWrittenDownIsNotToldWithoutEnd(@TempDir Path folder) throws SQLException {
    try (var bench = new Bench(folder, clock)) {
      bench.channels.add(Bench.webhook("a", URI.create("http://127.0.0.1:9/")));
      bench.oneDies(1, "boom");
    }
    execute(
        folder,
        "CREATE TRIGGER full BEFORE UPDATE ON delivery"
            + " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    try (var bench = new Bench(folder, clock);
        var courier = courier(bench)) {
      courier.start();
      await().until(() -> told.get() >= 1);
      look(courier, 100);
      assertThat(told).hasValue(1);
      for (int tellings = 2; tellings <= 4; tellings++) {
        passUntilTold(courier, tellings);
      }
    }
  }

  private Courier courier(Bench bench) {
    return new Courier(
        now -> {
          looks.release();
          return bench.deliveries.due(now);
        },
        bench.round(
            (channel, notification) -> {
              told.incrementAndGet();
              return new Sent.Delivered();
            }),
        clock);
  }

  private void look(Courier courier, int times) {
    for (int i = 0; i < times; i++) {
      courier.wake();
      looks.acquireUninterruptibly();
    }
  }

  private void passUntilTold(Courier courier, int tellings) {
    await()
        .until(
            () -> {
              clock.pass(Duration.ofSeconds(1));
              look(courier, 1);
              return told.get() >= tellings;
            });
    assertThat(told).hasValue(tellings);
  }

  private static void execute(Path folder, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("alert.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
