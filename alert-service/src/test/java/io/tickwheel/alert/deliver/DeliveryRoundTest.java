package io.tickwheel.alert.deliver;

import static io.tickwheel.alert.Bench.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.alert.Bench;
import io.tickwheel.alert.ManualClock;
import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Notification;
import io.tickwheel.alert.channel.Sender;
import io.tickwheel.alert.channel.Sent;
import io.tickwheel.alert.store.Delivery;
import io.tickwheel.alert.store.DeliveryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeliveryRoundTest {
  private static final Sent.Failed AWAY = new Sent.Failed("away", false, 0);

  private final ManualClock clock = new ManualClock();
  private final Bench bench;
  private final Scripted sender = new Scripted();
  private final DeliveryRound round;

  /// Answers as prepared, then with success.
  private static final class Scripted implements Sender {
    final Queue<Sent> answers = new ArrayDeque<>();
    final List<String> titles = new ArrayList<>();
    final List<String> ids = new ArrayList<>();

    @Override
    public Sent send(Channel channel, Notification notification) {
      titles.add(notification.title());
      ids.add(notification.id());
      return Optional.ofNullable(answers.poll()).orElse(new Sent.Delivered());
    }
  }

  DeliveryRoundTest(@TempDir Path folder) {
    bench = new Bench(folder, clock);
    round = bench.round(sender);
    bench.channels.add(webhook("a", URI.create("http://127.0.0.1:9/")));
    bench.oneDies(1, "boom");
    bench.oneDies(2, "crash");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void run() {
    round.run("a", () -> false);
  }

  private List<Delivery> log() {
    return bench
        .deliveries
        .page(
            new DeliveryStore.Page(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 9))
        .reversed();
  }

  private String health() {
    return bench.channels.find("a").orElseThrow().health().word();
  }

  @Test
  void tellsTheOldestFirst() {
    run();

    assertThat(sender.titles)
        .containsExactly(
            "1 mail task is dead: exception: boom", "1 mail task is dead: exception: crash");
    assertThat(log()).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
    assertThat(health()).isEqualTo("ok");
  }

  @Test
  void aFailingChannelIsLeftAloneAndTriedAgain() {
    sender.answers.add(AWAY);
    run();
    assertThat(sender.titles).hasSize(1);
    assertThat(health()).isEqualTo("failing");
    assertThat(bench.deliveries.due(clock.millis()).channels()).isEmpty();
    assertThat(bench.deliveries.due(clock.millis()).nextAtMillis())
        .hasValue(clock.millis() + 1_000);

    clock.pass(Duration.ofSeconds(1));
    run();
    assertThat(sender.ids.get(1)).as("the same message").isEqualTo(sender.ids.getFirst());
    assertThat(log()).extracting(Delivery::attempts).containsExactly(2, 1);
    assertThat(log()).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
    assertThat(health()).isEqualTo("ok");
  }

  @Test
  void whatTheReceiverAsksForIsHonoured() {
    sender.answers.add(new Sent.Failed("busy", false, 60_000));
    run();

    assertThat(bench.deliveries.due(clock.millis()).nextAtMillis())
        .hasValue(clock.millis() + 60_000);
  }

  @Test
  void attemptsAreBoundedAndTheEndIsRecorded() {
    sender.answers.addAll(List.of(AWAY, AWAY, AWAY));
    for (int i = 0; i < 3; i++) {
      run();
      clock.pass(Duration.ofSeconds(10));
    }

    assertThat(log().getFirst().state()).isEqualTo(Delivery.State.UNDELIVERABLE);
    assertThat(log().getFirst().attempts()).isEqualTo(3);
    assertThat(log().getFirst().lastError()).contains("away");
    assertThat(log().get(1).state()).as("the next is tried").isEqualTo(Delivery.State.DELIVERED);
  }

  @Test
  void aRefusalForGoodIsNotRepeated() {
    sender.answers.add(new Sent.Failed("answered 404", true, 0));
    run();

    assertThat(log())
        .extracting(Delivery::state)
        .containsExactly(Delivery.State.UNDELIVERABLE, Delivery.State.DELIVERED);
  }

  @Test
  void whatWaitedTooLongIsGivenUp() {
    sender.answers.add(AWAY);
    clock.pass(Duration.ofDays(2));
    run();

    assertThat(log().getFirst().state()).isEqualTo(Delivery.State.UNDELIVERABLE);
  }

  @Test
  void aChannelThatWasRemovedIsToldNothing() {
    bench.channels.remove("a", clock.millis());
    run();

    assertThat(sender.titles).isEmpty();
    assertThat(log())
        .extracting(delivery -> delivery.lastError().orElse(""))
        .containsOnly("the channel was removed");
  }
}
