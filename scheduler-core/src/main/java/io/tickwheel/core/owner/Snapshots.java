package io.tickwheel.core.owner;

import io.tickwheel.core.owner.PartitionStore.AppendResult;
import io.tickwheel.core.partition.Partition;
import io.tickwheel.message.SnapshotBlob;
import io.tickwheel.message.SnapshotBlob.KeyRecord;
import io.tickwheel.message.SnapshotBlob.ScheduleRecord;
import io.tickwheel.message.SnapshotBlob.TaskRecord;
import io.tickwheel.message.SnapshotHead;
import io.tickwheel.message.SnapshotHead.ChunkPlace;
import io.tickwheel.message.SnapshotHead.TimeMark;
import io.tickwheel.wire.SnapshotCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Fuzzy, incremental snapshots: a sweep takes the partition chunk by chunk between turns, each
/// chunk at a journal position of its own, then publishes the manifest that names them, fenced.
/// Only after that are the log and the commands trimmed and the blobs purged that no manifest names
/// any more, those of unfinished sweeps included. A chunk without changes is carried over without
/// being written.
///
/// A sweep begins when as much was appended or replayed as the last one was large, so that a replay
/// is never much longer than loading the snapshot, and writing snapshots at most doubles what is
/// written.
final class Snapshots {
  /// Blobs written and not yet confirmed: more would only fill memory, here and at the broker.
  private static final int BLOBS_UNDER_WAY = 4;

  private final int number;
  private final long epoch;
  private final PartitionStore store;
  private final Partition partition;
  private final OwnerLimits limits;
  private final Runnable fenced;

  private SnapshotHead head;
  private long headSequence;
  private @Nullable Sweep sweep;
  private long blobCount;
  private long bytesSinceSweep;
  private long bytesOfLastSweep;

  Snapshots(
      int number,
      TakeOver from,
      PartitionStore store,
      Partition partition,
      OwnerLimits limits,
      Runnable fenced) {
    this.number = number;
    this.epoch = from.epoch();
    this.store = store;
    this.partition = partition;
    this.limits = limits;
    this.fenced = fenced;
    this.head = from.head();
    this.headSequence = from.headSequence();
    this.bytesSinceSweep = from.replayedBytes();
  }

  private static final class Sweep {
    final ChunkPlace[] places = new ChunkPlace[Partition.chunks()];
    final long journalBytes;
    int next;
    int unconfirmed;
    long bytes;
    boolean publishing;

    Sweep(long journalBytes) {
      this.journalBytes = journalBytes;
    }
  }

  /// Where the journal and the commands stand between two turns.
  record Position(long journal, long commands, Sources sources, long nowMillis) {}

  void appended(int bytes) {
    bytesSinceSweep += bytes;
  }

  /// Whether [#step] has something to do now.
  boolean isDue() {
    return sweep == null ? bytesSinceSweep >= threshold() : !waitsForStore(sweep);
  }

  /// One small piece of work; only between turns, when nothing is in flight.
  void step(Position at) {
    Sweep current = sweep;
    if (current == null) {
      if (bytesSinceSweep >= threshold()) {
        sweep = new Sweep(bytesSinceSweep);
        bytesSinceSweep = 0;
      }
    } else if (waitsForStore(current)) {
      return;
    } else if (current.next < current.places.length) {
      takeChunks(current, at.journal());
    } else {
      publish(current, at);
    }
  }

  private long threshold() {
    return Math.max(limits.snapshotBytesMin(), bytesOfLastSweep);
  }

  private static boolean waitsForStore(Sweep sweep) {
    boolean allTaken = sweep.next == sweep.places.length;
    return sweep.publishing || sweep.unconfirmed >= (allTaken ? 1 : BLOBS_UNDER_WAY);
  }

  /// Goes over unchanged chunks quickly and stops after the first that had to be written.
  private void takeChunks(Sweep current, long position) {
    while (current.next < current.places.length) {
      int chunk = current.next++;
      if (!partition.isDirty(chunk) && chunk < head.chunks().size()) {
        current.places[chunk] = new ChunkPlace(position, head.chunks().get(chunk).blobs());
        continue;
      }
      List<String> names = write(current, chunk, partition.take(chunk));
      current.places[chunk] = new ChunkPlace(position, names);
      if (!names.isEmpty()) {
        return;
      }
    }
  }

  private List<String> write(Sweep current, int chunk, Partition.ChunkContent content) {
    List<String> names = new ArrayList<>();
    for (SnapshotBlob blob : split(chunk, content)) {
      String name = new BlobName(epoch, ++blobCount).toString();
      names.add(name);
      byte[] bytes = SnapshotCodec.encode(blob);
      current.bytes += bytes.length;
      current.unconfirmed++;
      write(current, name, bytes);
    }
    return names;
  }

  private void write(Sweep current, String name, byte[] bytes) {
    store.writeBlob(
        name,
        bytes,
        durable -> {
          if (durable) {
            current.unconfirmed--;
          } else {
            write(current, name, bytes);
          }
        });
  }

  private List<SnapshotBlob> split(int chunk, Partition.ChunkContent content) {
    List<SnapshotBlob> blobs = new ArrayList<>();
    List<TaskRecord> tasks = new ArrayList<>();
    int bytes = 0;
    for (TaskRecord task : content.tasks()) {
      tasks.add(task);
      bytes += 120 + task.spec().size();
      if (bytes >= limits.blobBytes()) {
        blobs.add(new SnapshotBlob(chunk, tasks, List.of()));
        tasks = new ArrayList<>();
        bytes = 0;
      }
    }
    List<KeyRecord> keys = content.keys();
    int keysPerBlob = limits.blobBytes() / 40;
    for (int from = 0; from < keys.size(); from += keysPerBlob) {
      int to = Math.min(keys.size(), from + keysPerBlob);
      blobs.add(new SnapshotBlob(chunk, List.of(), keys.subList(from, to)));
    }
    if (!tasks.isEmpty()) {
      blobs.add(new SnapshotBlob(chunk, tasks, List.of()));
    }
    splitSchedules(chunk, content.schedules(), blobs);
    return blobs;
  }

  private void splitSchedules(int chunk, List<ScheduleRecord> schedules, List<SnapshotBlob> blobs) {
    List<ScheduleRecord> some = new ArrayList<>();
    int bytes = 0;
    for (ScheduleRecord schedule : schedules) {
      some.add(schedule);
      bytes += schedule.roughSize();
      if (bytes >= limits.blobBytes()) {
        blobs.add(SnapshotBlob.ofSchedules(chunk, some));
        some = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!some.isEmpty()) {
      blobs.add(SnapshotBlob.ofSchedules(chunk, some));
    }
  }

  private void publish(Sweep current, Position at) {
    current.publishing = true;
    List<TimeMark> marks = new ArrayList<>(head.marks());
    marks.add(new TimeMark(at.nowMillis(), at.journal(), current.journalBytes));
    Retention retention = Retention.of(marks, at.nowMillis(), limits);
    SnapshotHead next =
        new SnapshotHead(
            number,
            epoch,
            at.journal(),
            at.commands(),
            at.sources().all(),
            Arrays.asList(current.places),
            retention.kept());
    publish(current, next, retention.trimmable());
  }

  private void publish(Sweep current, SnapshotHead next, long trimmable) {
    byte[] bytes = SnapshotCodec.encode(next);
    store.writeHead(
        bytes,
        headSequence,
        result -> {
          switch (result) {
            case AppendResult.Appended(long sequence) ->
                published(current, next, sequence, trimmable);
            case AppendResult.Stale() -> resolve(current, next, bytes, trimmable);
            case AppendResult.Unconfirmed() -> resolve(current, next, bytes, trimmable);
          }
        });
  }

  /// The acknowledgement is missing: the stored manifest tells whether ours was written.
  private void resolve(Sweep current, SnapshotHead next, byte[] bytes, long trimmable) {
    store.readHead(
        stored -> {
          if (stored.isPresent() && Arrays.equals(stored.get().bytes(), bytes)) {
            published(current, next, stored.get().sequence(), trimmable);
          } else if (stored.isPresent() && stored.get().sequence() == headSequence) {
            publish(current, next, trimmable);
          } else {
            fenced.run();
          }
        });
  }

  private void published(Sweep current, SnapshotHead next, long sequence, long trimmable) {
    head = next;
    headSequence = sequence;
    bytesOfLastSweep = current.bytes;
    sweep = null;
    purgeUnnamed(blobs(next), new BlobName(epoch, blobCount));
    long oldest = next.rootPosition();
    for (ChunkPlace place : next.chunks()) {
      oldest = Math.min(oldest, place.position());
    }
    store.trimLog(Math.min(oldest, trimmable));
    store.trimCommands(next.commandPosition());
  }

  /// Blobs up to `newest` that are not `named` are replaced, or of a sweep that did not come to its
  /// end, or their purge failed before. Those after it are our next sweep's, or a later owner's.
  private void purgeUnnamed(Set<String> named, BlobName newest) {
    store.listBlobs(
        stored ->
            store.purgeBlobs(
                stored.stream()
                    .filter(name -> !named.contains(name))
                    .filter(name -> BlobName.parse(name).filter(newest::isNotBefore).isPresent())
                    .toList()));
  }

  private static Set<String> blobs(SnapshotHead head) {
    Set<String> names = new TreeSet<>();
    head.chunks().forEach(place -> names.addAll(place.blobs()));
    return names;
  }
}
