package io.tickwheel.alert.store;

import static io.tickwheel.alert.Bench.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.alert.Bench;
import io.tickwheel.alert.ManualClock;
import io.tickwheel.alert.Records;
import io.tickwheel.alert.channel.Channel;
import io.tickwheel.wire.JournalCodec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertStoreTest {
  private static final URI URL = URI.create("http://127.0.0.1:9/");
  private static final DeliveryStore.Page ALL =
      new DeliveryStore.Page(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);

  private final ManualClock clock = new ManualClock();
  private final Path folder;
  private Bench bench;

  AlertStoreTest(@TempDir Path folder) {
    this.folder = folder;
    bench = new Bench(folder, clock);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void reopen() {
    bench.close();
    bench = new Bench(folder, clock);
  }

  @Test
  void aRecordCountsOnce() {
    bench.channels.add(webhook("a", URL));
    bench.oneDies(7, "boom");
    reopen();
    bench.oneDies(7, "boom");

    assertThat(bench.alerts.position()).isEqualTo(7);
    assertThat(bench.deliveries.page(ALL)).hasSize(1);
    assertThat(bench.alerts.find(1).orElseThrow().alert().total()).isEqualTo(1);
  }

  @Test
  void everyChannelIsToldAndSwitchedOffOnesAreNot() {
    bench.channels.add(webhook("a", URL));
    bench.channels.add(webhook("b", URL));
    Channel c = webhook("c", URL);
    bench.channels.add(new Channel("c", c.endpoint(), false, false, c.origin(), 1, 1));

    bench.oneDies(1, "boom");

    assertThat(bench.deliveries.page(ALL))
        .extracting(Delivery::channelId, Delivery::state)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("a", Delivery.State.PENDING),
            org.assertj.core.groups.Tuple.tuple("b", Delivery.State.PENDING));
  }

  @Test
  void theSameAgainIsCountedAndToldLater() {
    bench.channels.add(webhook("a", URL));
    bench.oneDies(1, "boom 1");
    bench.oneDies(2, "boom 2");
    bench.oneDies(3, "boom 3");
    assertThat(bench.deliveries.page(ALL)).hasSize(1);

    clock.pass(Duration.ofMinutes(5));
    reopen();
    assertThat(bench.alerts.check(clock.millis())).isEqualTo(1);

    assertThat(bench.deliveries.page(ALL))
        .extracting(delivery -> delivery.notification().title())
        .containsExactly(
            "2 more mail tasks are dead: exception: boom 3",
            "1 mail task is dead: exception: boom 1");

    clock.pass(Duration.ofMinutes(5));
    assertThat(bench.alerts.check(clock.millis())).isEqualTo(1);
    assertThat(bench.alerts.firingCount()).isZero();
    assertThat(bench.deliveries.page(ALL)).as("the end is told to those who want it").hasSize(2);

    bench.oneDies(4, "boom 4");
    assertThat(bench.alerts.firingCount()).isEqualTo(1);
    assertThat(bench.deliveries.page(ALL)).hasSize(3);
  }

  @Test
  void anUnreadableRecordIsSetAside() throws Exception {
    bench.watch(() -> {}).accept(5, 3, Records.AT, new byte[] {1, 2, 3}, 0);

    assertThat(bench.alerts.position()).isEqualTo(5);
    assertThat(bench.alerts.setAsideCount()).isEqualTo(1);
  }

  @Test
  void recordsOfNoInterestMoveThePositionNowAndThen() throws Exception {
    var watch = bench.watch(() -> {});
    byte[] record = JournalCodec.encode(Records.frame(Records.succeeded(Records.task(1))));

    watch.accept(1, 0, Records.AT, record, 9);
    assertThat(bench.alerts.position()).isZero();
    assertThat(watch.pending()).isEqualTo(9);
    clock.pass(Duration.ofSeconds(5));
    watch.accept(2, 0, Records.AT, record, 0);
    assertThat(bench.alerts.position()).isEqualTo(2);
  }

  @Test
  void anotherJournalIsReadFromItsStart() throws Exception {
    assertThat(bench.alerts.attach("made 1", 10)).isZero();
    bench.oneDies(7, "boom");
    assertThat(bench.alerts.attach("made 1", 10)).isEqualTo(7);
    assertThat(bench.alerts.attach("made 1", 4)).as("its end was lost").isEqualTo(4);
    assertThat(bench.alerts.attach("made 2", 10)).isZero();

    var watch = bench.watch(() -> {});
    byte[] record =
        JournalCodec.encode(Records.frame(Records.died(Records.task(1), "another thing")));
    watch.accept(9, 0, Records.AT, record, 0);
    watch.accept(1, 0, Records.AT, record, 0);
    assertThat(bench.alerts.position()).as("numbered anew while reading").isEqualTo(1);
    assertThat(bench.alerts.find(2).orElseThrow().alert().total()).isEqualTo(2);
  }

  @Test
  void whatEndedLongAgoIsForgotten() {
    bench.channels.add(webhook("a", URL));
    bench.oneDies(1, "boom");
    clock.pass(Duration.ofMinutes(5));
    bench.alerts.check(clock.millis());
    clock.pass(Duration.ofDays(31));

    bench.alerts.forget(Duration.ofDays(30), clock.millis());
    assertThat(bench.deliveries.page(ALL)).as("not yet told").hasSize(1);

    bench.deliveries.delivered(bench.deliveries.page(ALL).getFirst(), clock.millis());
    bench.alerts.forget(Duration.ofDays(30), clock.millis());
    assertThat(bench.deliveries.page(ALL)).isEmpty();
    assertThat(bench.alerts.find(1)).isEmpty();
  }

  @Test
  void configuredChannelsFollowTheConfiguration() {
    Channel x = webhook("x", URL);
    bench.channels.configure(
        List.of(new Channel("x", x.endpoint(), true, false, Channel.Origin.CONFIG, 1, 1)), 1);
    bench.channels.add(webhook("mine", URL));
    bench.oneDies(1, "boom");

    bench.channels.configure(List.of(), 2);

    assertThat(bench.channels.all())
        .extracting(listed -> listed.channel().id())
        .containsExactly("mine");
    assertThat(bench.deliveries.page(ALL))
        .extracting(Delivery::channelId, Delivery::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("x", Delivery.State.UNDELIVERABLE),
            org.assertj.core.groups.Tuple.tuple("mine", Delivery.State.PENDING));
  }

  @Test
  void theDatabaseIsPrivateAndTakenOnce() throws Exception {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("alert.db"))))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> Database.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("locked");
  }
}
