package io.tickwheel.scheduler.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.model.RetryPolicy;
import io.tickwheel.scheduler.intake.TaskIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder = Path.of("");

  private final Deciders deciders = new Deciders();

  @Test
  void aWatchedCrontabIsReadWheneverItChanges() throws IOException {
    Path file = folder.resolve("nightly.crontab");
    try (Sources sources = sources(file)) {
      sources.start();
      Files.writeString(file, "@daily a\n@daily b\n");
      untilThereAre("nightly.crontab.a", "nightly.crontab.b");
      Files.writeString(file, "@daily a\n@daily longer\n");
      untilThereAre("nightly.crontab.a", "nightly.crontab.longer");
      replace(file, "@daily c\n");
      untilThereAre("nightly.crontab.c");
    }
  }

  @Test
  void aFileThatIsGoneKeepsItsSchedules() throws IOException {
    Path file = folder.resolve("x");
    Files.writeString(file, "@daily a\n");
    try (Sources sources = sources(file)) {
      assertThat(sources.sync().join().getFirst().trouble()).isEmpty();
      Files.delete(file);
      Report gone = sources.sync().join().getFirst();
      assertThat(gone.trouble().orElse("")).contains("no file").contains("stay as they are");
      assertThat(deciders.schedules()).containsOnlyKeys("x.a");
      Files.write(file, new byte[] {(byte) 0xff, '\n'});
      assertThat(sources.sync().join().getFirst().trouble().orElse("")).contains("UTF-8");
      assertThat(deciders.schedules()).containsOnlyKeys("x.a");
    }
  }

  @Test
  void whatIsReadAgainUnchangedAsksNobody() throws IOException {
    Path file = folder.resolve("x");
    Files.writeString(file, "@daily a\n@daily b\n");
    var source = new CrontabFile(file, orders());
    var feed =
        new Feed(source, new Alignment(deciders.gateway(), source.name()), InstantSource.system());
    assertThat(feed.isDue()).isTrue();
    feed.sync(false);
    assertThat(feed.isDue()).isFalse();
    int asked = deciders.wishes() + deciders.lists();
    feed.sync(false);
    assertThat(deciders.wishes() + deciders.lists()).isEqualTo(asked);
    feed.sync(true);
    assertThat(deciders.lists()).isPositive();
    assertThat(deciders.wishes()).isEqualTo(2);
  }

  @Test
  void twoSchedulersWithTheSameFileDoNoHarm() throws IOException {
    Path file = folder.resolve("x");
    Files.writeString(file, "@hourly a ?fill=1d\n@daily b\n");
    try (Sources one = sources(file);
        Sources other = sources(file)) {
      var first = one.sync();
      var second = other.sync();
      first.join();
      second.join();
      assertThat(deciders.schedules()).containsOnlyKeys("x.a", "x.b");
      assertThat(deciders.schedules().values()).allMatch(view -> view.revision() == 1);
      Files.writeString(file, "@daily b\n");
      one.sync().join();
      other.sync().join();
      assertThat(deciders.schedules()).containsOnlyKeys("x.b");
    }
  }

  @Test
  void whatNobodyAnsweredIsTriedAgain() throws IOException {
    Path file = folder.resolve("x");
    Files.writeString(file, "@daily a\n");
    var now = new long[] {1};
    var source = new CrontabFile(file, orders());
    var feed =
        new Feed(source, new Alignment(deciders.gateway(), source.name()), () -> instant(now[0]));
    deciders.setSilent(true);
    assertThat(feed.sync(false).trouble()).isPresent();
    assertThat(feed.isDue()).isFalse();
    deciders.setSilent(false);
    now[0] += 5_000;
    assertThat(feed.isDue()).isTrue();
    assertThat(feed.sync(false).trouble()).isEmpty();
    assertThat(deciders.schedules()).containsOnlyKeys("x.a");
    now[0] += 5_000;
    assertThat(feed.isDue()).isFalse();
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private void untilThereAre(String... ids) {
    deciders.await(PATIENCE, () -> deciders.schedules().keySet().equals(Set.of(ids)));
  }

  /// As editors and container platforms do it.
  private void replace(Path file, String text) throws IOException {
    Path fresh = folder.resolve("fresh");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Sources sources(Path crontab) {
    return new Sources(
        List.of(new CrontabFile(crontab, orders())),
        deciders.gateway(),
        deciders,
        InstantSource.system());
  }

  private static OrderReader orders() {
    return new OrderReader(new TaskIntake(RetryPolicy.DEFAULT));
  }
}
