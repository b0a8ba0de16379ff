package io.tickwheel.core.owner;

import static io.tickwheel.model.Require.require;

import io.tickwheel.core.owner.PartitionStore.AppendResult;
import io.tickwheel.core.owner.PartitionStore.Stored;
import io.tickwheel.core.owner.PartitionStore.Tail;
import io.tickwheel.core.partition.Partition;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.JournalRecord.Claim;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.JournalRecord.SourceSeen;
import io.tickwheel.message.PartitionEvent;
import io.tickwheel.message.SnapshotBlob;
import io.tickwheel.message.SnapshotHead;
import io.tickwheel.message.SnapshotHead.ChunkPlace;
import io.tickwheel.wire.BadWireException;
import io.tickwheel.wire.JournalCodec;
import io.tickwheel.wire.SnapshotCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Taking a partition, step by step:
///
/// 1. a claim is appended behind the log's newest record; its sequence is the epoch, and from here
///    on every append of an earlier owner is refused;
/// 2. the snapshot's manifest is written again under our epoch, so that an earlier owner cannot
///    replace it any more, nor purge what it names; one that is unreadable, or a later owner's,
///    stays as it is;
/// 3. the blobs that it names are loaded;
/// 4. the log is replayed from the oldest position among them up to our own claim;
/// 5. the manifest is read once more: if it is still ours, nobody has trimmed what we read.
final class TakeOver {
  /// Answers of a snapshot's size, for all partitions at once, must stay far below what the broker
  /// keeps for one connection before it cuts it off.
  private static final int READS_UNDER_WAY = 8;

  private final int number;
  private final String instance;
  private final PartitionStore store;
  private final Partition partition;
  private final Outbox outbox;
  private final Ending ending;
  private final long startedAtMillis;

  private Appender appender;
  private long epoch;
  private SnapshotHead head;
  private long headSequence;
  private final Deque<Runnable> reads = new ArrayDeque<>();
  private int blobsLeft;
  private long replayed;
  private long replayedBytes;
  private int tasksLoaded;
  private long commandPosition;
  private final Sources sources = new Sources();
  private final List<Notice> oddities = new ArrayList<>();

  /// How it ends, once.
  interface Ending {
    void taken(TakeOver by);

    /// A later owner was met.
    void fenced();

    /// What is stored at `position` of the journal, or of the snapshots, cannot be used.
    void broken(long position, String reason);
  }

  TakeOver(
      int number,
      String instance,
      PartitionStore store,
      Partition partition,
      Outbox outbox,
      Ending ending,
      long nowMillis) {
    this.number = number;
    this.instance = instance;
    this.store = store;
    this.partition = partition;
    this.outbox = outbox;
    this.ending = ending;
    this.startedAtMillis = nowMillis;
    this.appender = new Appender(store, 0, ending::fenced);
    this.head = emptyHead();
  }

  void start() {
    store.tail(
        tail -> {
          switch (tail) {
            case Tail.Found(long sequence, byte[] bytes) -> claim(sequence);
            case Tail.Empty() -> claim(0);
            case Tail.Unavailable() -> start();
          }
        });
  }

  long epoch() {
    return epoch;
  }

  Appender appender() {
    return appender;
  }

  SnapshotHead head() {
    return head;
  }

  long headSequence() {
    return headSequence;
  }

  long commandPosition() {
    return commandPosition;
  }

  /// How much the next owner would have to replay as well, were no snapshot taken before.
  long replayedBytes() {
    return replayedBytes;
  }

  Sources sources() {
    return sources;
  }

  Notice taken(long nowMillis) {
    return new Notice.Taken(number, epoch, tasksLoaded, replayed, nowMillis - startedAtMillis);
  }

  private void claim(long expectedLast) {
    appender = new Appender(store, expectedLast, ending::fenced);
    byte[] claim = JournalCodec.encode(new Claim(instance, startedAtMillis));
    appender.append(
        claim,
        sequence -> {
          epoch = sequence;
          fenceHead();
        });
  }

  private void fenceHead() {
    store.readHead(
        stored -> {
          if (stored.isEmpty()) {
            head = emptyHead();
            writeHead(0);
          } else {
            fence(stored.get());
          }
        });
  }

  private void fence(Stored stored) {
    SnapshotHead found;
    try {
      found = decodeHead(stored.bytes());
    } catch (BadWireException | IllegalArgumentException e) {
      ending.broken(stored.sequence(), "the snapshot's manifest is unreadable: " + e.getMessage());
      return;
    }
    if (found.epoch() > epoch || found.rootPosition() > epoch) {
      outrun(found, stored.sequence());
      return;
    }
    head = underOurEpoch(found);
    if (found.epoch() == epoch) {
      headSequence = stored.sequence();
      loadBlobs();
    } else {
      writeHead(stored.sequence());
    }
  }

  /// A later owner's manifest has a later claim in the journal. Without one the journal is not that
  /// which the snapshot was taken of.
  private void outrun(SnapshotHead found, long sequence) {
    store.tail(
        tail -> {
          switch (tail) {
            case Tail.Found(long newest, byte[] bytes) when newest == epoch ->
                ending.broken(
                    sequence,
                    "the snapshot is of record %d, epoch %d; the journal lost its end: it ends at %d"
                        .formatted(found.rootPosition(), found.epoch(), epoch));
            case Tail.Found f -> ending.fenced();
            case Tail.Empty e -> ending.fenced();
            case Tail.Unavailable u -> outrun(found, sequence);
          }
        });
  }

  private void writeHead(long expectedLast) {
    store.writeHead(
        SnapshotCodec.encode(head),
        expectedLast,
        result -> {
          switch (result) {
            case AppendResult.Appended(long sequence) -> {
              headSequence = sequence;
              loadBlobs();
            }
            case AppendResult.Stale() -> fenceHead();
            case AppendResult.Unconfirmed() -> fenceHead();
          }
        });
  }

  private void loadBlobs() {
    commandPosition = head.commandPosition();
    head.seen().forEach(sources::see);
    for (int chunk = 0; chunk < head.chunks().size(); chunk++) {
      ChunkPlace place = head.chunks().get(chunk);
      partition.load(chunk, place.position(), List.of(), List.of(), startedAtMillis);
      for (String blob : place.blobs()) {
        int index = chunk;
        reads.add(
            () -> store.readBlob(blob, bytes -> loaded(index, place.position(), blob, bytes)));
      }
    }
    blobsLeft = reads.size();
    if (reads.isEmpty()) {
      replay();
      return;
    }
    for (int i = 0; i < READS_UNDER_WAY; i++) {
      readNext();
    }
  }

  private void readNext() {
    Runnable next = reads.poll();
    if (next != null) {
      next.run();
    }
  }

  private void loaded(int chunk, long position, String name, Optional<byte[]> bytes) {
    if (bytes.isEmpty()) {
      missing(name, position);
      return;
    }
    try {
      load(chunk, position, SnapshotCodec.decodeBlob(bytes.get()));
    } catch (BadWireException | IllegalStateException | IllegalArgumentException e) {
      ending.broken(position, "snapshot blob " + name + " is unreadable: " + e.getMessage());
      return;
    }
    if (--blobsLeft == 0) {
      replay();
    } else {
      readNext();
    }
  }

  private void load(int chunk, long position, SnapshotBlob blob) {
    require(blob.chunk() == chunk, "it holds chunk %s, not %s", blob.chunk(), chunk);
    partition.load(chunk, position, blob.tasks(), blob.keys(), startedAtMillis);
    partition.load(blob.schedules());
    tasksLoaded += blob.tasks().size();
  }

  /// Either a later owner replaced the manifest and purged what ours names, or the store is
  /// damaged.
  private void missing(String name, long position) {
    store.readHead(
        stored -> {
          if (stored.isPresent() && stored.get().sequence() == headSequence) {
            ending.broken(position, "snapshot blob " + name + " is missing");
          } else {
            ending.fenced();
          }
        });
  }

  private void replay() {
    long from = head.rootPosition();
    for (ChunkPlace place : head.chunks()) {
      from = Math.min(from, place.position());
    }
    if (head.chunks().isEmpty()) {
      from = 0;
    }
    store.readLog(from + 1, this::replay);
  }

  private boolean replay(long sequence, byte[] bytes) {
    if (sequence == epoch) {
      verify();
      return false;
    }
    if (sequence > epoch) {
      ending.fenced(); // a later owner has trimmed our claim away
      return false;
    }
    replayedBytes += bytes.length;
    try {
      JournalRecord record = JournalCodec.decode(bytes);
      if (record instanceof EventFrame frame) {
        replay(sequence, frame);
      }
    } catch (BadWireException e) {
      oddities.add(new Notice.Poison(number, "JOURNAL", sequence, String.valueOf(e.getMessage())));
    }
    return true;
  }

  /// A later owner may have trimmed the log while we read it: then what we have is worth nothing.
  /// It would have replaced the manifest first.
  private void verify() {
    store.readHead(
        stored -> {
          if (stored.isPresent() && stored.get().sequence() == headSequence) {
            oddities.forEach(outbox::notice);
            ending.taken(this);
          } else {
            ending.fenced();
          }
        });
  }

  private void replay(long sequence, EventFrame frame) {
    for (PartitionEvent event : frame.events()) {
      try {
        partition.replay(event, sequence, frame.timeMillis());
        replayed++;
      } catch (IllegalStateException | IllegalArgumentException e) {
        oddities.add(new Notice.Broken(number, sequence, String.valueOf(e.getMessage())));
      }
    }
    partition.passed(frame.timeMillis());
    if (sequence > head.rootPosition()) {
      commandPosition = frame.commandPosition();
      for (SourceSeen seen : frame.seen()) {
        sources.see(seen);
      }
    }
  }

  /// Protobuf reads nothing, and much that was cut off, as a message: so the content is looked at.
  private SnapshotHead decodeHead(byte[] bytes) {
    SnapshotHead found = SnapshotCodec.decodeHead(bytes);
    int chunks = found.chunks().size();
    require(found.partition() == number, "it is of partition %s", found.partition());
    require(found.epoch() > 0, "it has no epoch");
    require(chunks == 0 || chunks == Partition.chunks(), "it has %s chunks", chunks);
    return found;
  }

  private SnapshotHead underOurEpoch(SnapshotHead found) {
    return new SnapshotHead(
        number,
        epoch,
        found.rootPosition(),
        found.commandPosition(),
        found.seen(),
        found.chunks(),
        found.marks());
  }

  private SnapshotHead emptyHead() {
    return new SnapshotHead(number, epoch, 0, 0, List.of(), List.of(), List.of());
  }
}
