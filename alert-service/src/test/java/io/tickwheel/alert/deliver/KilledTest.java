package io.tickwheel.alert.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickwheel.alert.Bench;
import io.tickwheel.alert.HttpSink;
import io.tickwheel.alert.channel.EmailSender;
import io.tickwheel.alert.channel.NatsSender;
import io.tickwheel.alert.channel.Senders;
import io.tickwheel.alert.channel.WebhookSender;
import io.tickwheel.alert.store.Delivery;
import io.tickwheel.alert.store.DeliveryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed (SIGKILL) while it tells people.
final class KilledTest {
  private static final DeliveryStore.Page ALL =
      new DeliveryStore.Page(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 99);

  /// Decides on twenty records, and delivers.
  static final class Victim {
    public static void main(String[] arguments) throws InterruptedException {
      var bench = new Bench(Path.of(arguments[0]), InstantSource.system());
      bench.channels.add(Bench.webhook("a", URI.create(arguments[1])));
      for (int sequence = 1; sequence <= 20; sequence++) {
        bench.oneDies(sequence, "trouble of kind " + "x".repeat(sequence));
      }
      courier(bench).start();
      Thread.currentThread().join();
    }
  }

  @Test
  void whatWasDecidedIsToldAfterARestart(@TempDir Path folder) throws Exception {
    try (var sink = new HttpSink()) {
      sink.holdAfter(2);
      Process victim = start(folder, sink.url());
      await().atMost(Duration.ofSeconds(60)).until(() -> sink.got().size() == 3);
      victim.destroyForcibly().onExit().join();
      sink.release();

      try (var bench = new Bench(folder, InstantSource.system());
          var courier = courier(bench)) {
        assertThat(bench.alerts.position()).isEqualTo(20);
        bench.oneDies(20, "read again, and passed over");
        courier.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.deliveries.pendingCount() == 0);

        List<Delivery> log = bench.deliveries.page(ALL);
        assertThat(log).hasSize(20);
        assertThat(log).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
        assertThat(
                sink.got().stream().map(got -> got.header("Webhook-id").orElseThrow()).distinct())
            .as("told at least once, each under its one id")
            .containsExactlyInAnyOrderElementsOf(
                log.stream().map(delivery -> delivery.notification().id()).toList());
      }
    }
  }

  private static Process start(Path folder, URI url) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            folder.toString(),
            url.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("victim.log").toFile())
        .start();
  }

  private static Courier courier(Bench bench) {
    InstantSource clock = InstantSource.system();
    var timeout = Duration.ofSeconds(10);
    var senders =
        new Senders(
            new WebhookSender(timeout, clock),
            new EmailSender(Optional.empty(), timeout),
            new NatsSender(Optional::empty, timeout));
    return new Courier(bench.deliveries::due, bench.round(senders), clock);
  }
}
