package io.tickwheel.core.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.core.owner.Notice;
import io.tickwheel.core.owner.PartitionStore;
import io.tickwheel.message.SnapshotHead;
import io.tickwheel.wire.SnapshotCodec;
import io.tickwheel.wire.Subjects;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a partition's owner does when its snapshot is damaged, overtaken, or left unfinished.
final class SnapshotFaultsTest {
  private static final int TASKS = 100;

  /// Longer than a partition that broke is left alone.
  private static final long NEXT_TRY_MILLIS = 6_000;

  private SimBroker broker = new SimBroker();

  enum Damage {
    NOISE,
    NOTHING_LEFT,
    END_CUT_OFF,
    ANOTHER_PARTITIONS;

    byte[] done(byte[] head) {
      return switch (this) {
        case NOISE -> new byte[] {-1, -1, -1, 3};
        case NOTHING_LEFT -> new byte[0];
        case END_CUT_OFF -> SnapshotCodec.encode(halved(SnapshotCodec.decodeHead(head)));
        case ANOTHER_PARTITIONS -> SnapshotCodec.encode(moved(SnapshotCodec.decodeHead(head)));
      };
    }

    private static SnapshotHead halved(SnapshotHead h) {
      return new SnapshotHead(
          h.partition(),
          h.epoch(),
          h.rootPosition(),
          h.commandPosition(),
          h.seen(),
          h.chunks().subList(0, h.chunks().size() / 2),
          List.of());
    }

    private static SnapshotHead moved(SnapshotHead h) {
      return new SnapshotHead(
          h.partition() + 1,
          h.epoch(),
          h.rootPosition(),
          h.commandPosition(),
          h.seen(),
          h.chunks(),
          h.marks());
    }
  }

  @BeforeEach
  void takeASnapshotAndTrimTheJournal() {
    LoneOwner owner = new LoneOwner(broker);
    owner.submit(TASKS);
    owner.run(1_000);
    assertThat(owner.scheduled()).isEqualTo(TASKS);
    assertThat(head().chunks()).as("a snapshot").isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anUnreadableManifestIsLeftAsItIs(Damage damage) {
    byte[] good = headBytes();
    byte[] bad = damage.done(good);
    replaceHead(bad);
    LoneOwner owner = new LoneOwner(broker);
    owner.run(4_000);

    assertThat(owner.owns()).isFalse();
    assertThat(owner.notices).hasOnlyElementsOfType(Notice.Broken.class).hasSize(1);
    assertThat(headBytes()).isEqualTo(bad);

    replaceHead(good);
    owner.run(NEXT_TRY_MILLIS);
    assertThat(owner.scheduled()).isEqualTo(TASKS);
  }

  @Test
  void anUnreadableBlobIsSaidAndThePartitionTriedAgain() {
    String subject = Subjects.snapshotBlob(0, namedBlobs().iterator().next());
    byte[] good = broker.snapshots.last(subject).orElseThrow().bytes();
    broker.snapshots.append(subject, new byte[] {-1, -1, -1, 3});
    LoneOwner owner = new LoneOwner(broker);
    owner.run(4_000);

    assertThat(owner.owns()).isFalse();
    assertThat(owner.notices).hasOnlyElementsOfType(Notice.Broken.class).hasSize(1);

    broker.snapshots.append(subject, good);
    owner.run(NEXT_TRY_MILLIS);
    assertThat(owner.scheduled()).isEqualTo(TASKS);
  }

  @Test
  void aCallbackThatFailsLetsThePartitionGoAndTheLoopGoOn() {
    int[] opened = {0};
    LoneOwner owner =
        new LoneOwner(
            broker,
            honest ->
                new PassingStore(honest) {
                  @Override
                  public void openCommands(long from, CommandIntake intake) {
                    if (++opened[0] == 1) {
                      throw new IllegalStateException("no room for another reader");
                    }
                    super.openCommands(from, intake);
                  }
                });
    owner.run(1_000);
    assertThat(owner.owns()).isFalse();
    assertThat(owner.notices).hasOnlyElementsOfType(Notice.Broken.class).hasSize(1);

    owner.run(NEXT_TRY_MILLIS);
    assertThat(owner.scheduled()).isEqualTo(TASKS);
  }

  @Test
  void whoWasOvertakenLeavesTheLaterOwnersManifest() {
    LoneOwner later = new LoneOwner(broker);
    LoneOwner earlier =
        new LoneOwner(
            broker, honest -> new Overtaken(honest, () -> later.run(1_000))); // while it reads
    earlier.run(300);

    assertThat(later.owns()).isTrue();
    assertThat(earlier.notices).hasOnlyElementsOfType(Notice.Fenced.class).hasSize(1);
    later.submit(TASKS);
    later.run(1_000);
    assertThat(later.notices).hasOnlyElementsOfType(Notice.Taken.class);
    assertThat(later.scheduled()).isEqualTo(2 * TASKS);
  }

  /// Something happens between the claim and the first look at the manifest.
  private static final class Overtaken extends PassingStore {
    private final Runnable meanwhile;
    private boolean done;

    Overtaken(PartitionStore honest, Runnable meanwhile) {
      super(honest);
      this.meanwhile = meanwhile;
    }

    @Override
    public void readHead(Consumer<Optional<Stored>> then) {
      if (!done) {
        done = true;
        meanwhile.run();
      }
      super.readHead(then);
    }
  }

  @Test
  void aSnapshotOfAnotherJournalIsLeftAsItIs() {
    byte[] head = headBytes();
    SimBroker restored = broker.withJournal(new SimLog(false));
    LoneOwner owner = new LoneOwner(restored);
    owner.run(1_000);

    assertThat(owner.notices).hasOnlyElementsOfType(Notice.Broken.class).hasSize(1);
    assertThat(restored.head(0).orElseThrow().bytes()).isEqualTo(head);
  }

  @Test
  void blobsThatNoManifestNamesGoWithTheNextSnapshot() {
    long later = head().epoch() + 1_000_000;
    broker.snapshots.append(Subjects.snapshotBlob(0, later + "-1"), new byte[1]);
    broker.snapshots.append(Subjects.snapshotBlob(0, "head-of-cabbage"), new byte[1]);
    LoneOwner owner = new LoneOwner(broker, SnapshotFaultsTest::withoutPurging);
    owner.submit(TASKS);
    assertThat(broker.blobs(0)).hasSizeGreaterThan(namedBlobs().size() + 10);

    LoneOwner next = new LoneOwner(broker);
    next.submit(TASKS);
    next.run(1_000);

    Set<String> expected = namedBlobs();
    expected.addAll(List.of(later + "-1", "head-of-cabbage"));
    assertThat(broker.blobs(0)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static PartitionStore withoutPurging(PartitionStore honest) {
    return new PassingStore(honest) {
      @Override
      public void purgeBlobs(List<String> names) {}
    };
  }

  @Test
  void aSnapshotComesHoweverShortTheOwnersLives() {
    broker = new SimBroker();
    int lives = 0;
    while (broker.head(0).isEmpty() || head().chunks().isEmpty()) {
      LoneOwner owner = new LoneOwner(broker);
      owner.run(2_000);
      owner.submit(3);
      assertThat(++lives).as("lives without a snapshot").isLessThan(30);
    }
    assertThat(lives).as("so short were the lives").isGreaterThan(3);
  }

  private byte[] headBytes() {
    return broker.head(0).orElseThrow().bytes();
  }

  private SnapshotHead head() {
    return SnapshotCodec.decodeHead(headBytes());
  }

  private void replaceHead(byte[] bytes) {
    long last = broker.head(0).orElseThrow().sequence();
    assertThat(broker.writeHead(0, bytes, last)).isPresent();
  }

  private Set<String> namedBlobs() {
    Set<String> names = new HashSet<>();
    head().chunks().forEach(place -> names.addAll(place.blobs()));
    return names;
  }
}
