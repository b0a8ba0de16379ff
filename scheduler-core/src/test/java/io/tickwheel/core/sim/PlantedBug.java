package io.tickwheel.core.sim;

import io.tickwheel.core.owner.Outbox;
import io.tickwheel.core.owner.PartitionStore;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.JournalRecord.EventFrame;
import io.tickwheel.message.SnapshotHead;
import io.tickwheel.message.SnapshotHead.ChunkPlace;
import io.tickwheel.wire.JournalCodec;
import io.tickwheel.wire.SnapshotCodec;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Ways in which the product could be wrong, wired in from outside. Each must be noticed.
enum PlantedBug implements Sabotage {
  /// Appends are not compared with the log's newest record.
  FENCE_OFF {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(honest) {
        @Override
        public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
          long sequence = world.broker.appendJournalUnfenced(partition, record);
          honest.tail(newest -> then.accept(new AppendResult.Appended(sequence)));
        }
      };
    }
  },

  /// Replies, dispatches and stops leave before the journal has the decision.
  EFFECTS_BEFORE_ACKNOWLEDGEMENT {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(honest) {
        private long claimed;

        @Override
        public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
          if (claimed == 0) {
            claimed = 1;
            honest.append(record, expectedLast, then);
            return;
          }
          then.accept(new AppendResult.Appended(expectedLast));
          world.agenda.in(30, () -> world.broker.appendJournal(partition, record, expectedLast));
        }
      };
    }
  },

  /// Frames do not say in any form which commands were consumed. (Without the position alone,
  /// what is read twice is still recognised by its source.)
  POSITION_NOT_RECORDED {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return rewriting(
          honest,
          f -> new EventFrame(f.epoch(), f.number(), f.timeMillis(), 0, List.of(), f.events()));
    }
  },

  /// Frames do not say which sources' frames they contain, so repeated ones count again.
  SOURCES_NOT_RECORDED {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(
          rewriting(
              honest,
              f ->
                  new EventFrame(
                      f.epoch(),
                      f.number(),
                      f.timeMillis(),
                      f.commandPosition(),
                      List.of(),
                      f.events()))) {
        @Override
        public void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then) {
          SnapshotHead h = SnapshotCodec.decodeHead(head);
          SnapshotHead forgetful =
              new SnapshotHead(
                  h.partition(),
                  h.epoch(),
                  h.rootPosition(),
                  h.commandPosition(),
                  List.of(),
                  h.chunks(),
                  h.marks());
          super.writeHead(SnapshotCodec.encode(forgetful), expectedLast, then);
        }
      };
    }
  },

  /// After a lost acknowledgement the record is taken for unwritten without a look at the log.
  LOST_ACKNOWLEDGEMENT_NOT_RESOLVED {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(honest) {
        @Override
        public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
          honest.append(
              record,
              expectedLast,
              result ->
                  then.accept(
                      result instanceof AppendResult.Unconfirmed
                          ? new AppendResult.Appended(expectedLast)
                          : result));
        }
      };
    }
  },

  /// The log is trimmed further than the snapshot reaches.
  TRIMMED_TOO_FAR {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(honest) {
        @Override
        public void trimLog(long upTo) {
          honest.trimLog(upTo + 60);
        }

        @Override
        public void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then) {
          honest.writeHead(
              head,
              expectedLast,
              result -> {
                then.accept(result);
                if (result instanceof AppendResult.Appended) {
                  honest.trimLog(Long.MAX_VALUE - 1);
                }
              });
        }
      };
    }
  },

  /// The manifest claims that chunks are newer than they are.
  CHUNK_POSITION_TOO_NEW {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(honest) {
        @Override
        public void writeHead(byte[] head, long expectedLast, Consumer<AppendResult> then) {
          SnapshotHead h = SnapshotCodec.decodeHead(head);
          List<ChunkPlace> newer =
              h.chunks().stream().map(c -> new ChunkPlace(c.position() + 40, c.blobs())).toList();
          SnapshotHead wrong =
              new SnapshotHead(
                  h.partition(),
                  h.epoch(),
                  h.rootPosition(),
                  h.commandPosition(),
                  h.seen(),
                  newer,
                  h.marks());
          honest.writeHead(SnapshotCodec.encode(wrong), expectedLast, then);
        }
      };
    }
  },

  /// Replaced blobs go before the manifest that replaces them is durable.
  BLOBS_PURGED_EARLY {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(honest) {
        @Override
        public void writeBlob(String name, byte[] blob, Consumer<Boolean> then) {
          honest.readHead(
              stored ->
                  stored
                      .map(s -> SnapshotCodec.decodeHead(s.bytes()))
                      .ifPresent(h -> h.chunks().forEach(c -> honest.purgeBlobs(c.blobs()))));
          honest.writeBlob(name, blob, then);
        }
      };
    }
  },

  /// Replay loses a record now and then.
  REPLAY_SKIPS {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return new PassingStore(honest) {
        @Override
        public void readLog(long from, LogReader reader) {
          honest.readLog(
              from,
              (sequence, record) ->
                  (sequence % 17 == 0 && JournalCodec.decode(record) instanceof EventFrame)
                      || reader.read(sequence, record));
        }
      };
    }
  },

  /// The scheduler fires by a clock that is ahead of the one it stamps by.
  FIRES_EARLY {
    @Override
    public PartitionStore store(int partition, PartitionStore honest, World world) {
      return rewriting(
          honest,
          f ->
              new EventFrame(
                  f.epoch(),
                  f.number(),
                  f.timeMillis() - 50,
                  f.commandPosition(),
                  f.seen(),
                  f.events()));
    }
  },

  /// A wrong clock is taken for right: the broker seems to agree with it.
  CLOCK_NOT_COMPARED {
    @Override
    public long brokerTime(long honest, Host asker) {
      return asker.clock();
    }
  },

  /// Executors take every dispatch, however late and from whichever owner.
  LATE_DISPATCHES_TAKEN {
    @Override
    public boolean takes(boolean honest) {
      return true;
    }
  },

  /// Dispatches go out a second time under another attempt's number.
  DISPATCHES_UNJOURNALED_ATTEMPTS {
    @Override
    public Outbox outbox(Outbox honest) {
      return new ForgingOutbox(honest);
    }
  };

  private static PartitionStore rewriting(
      PartitionStore honest, UnaryOperator<EventFrame> rewrite) {
    return new PassingStore(honest) {
      @Override
      public void append(byte[] record, long expectedLast, Consumer<AppendResult> then) {
        JournalRecord decoded = JournalCodec.decode(record);
        byte[] written =
            decoded instanceof EventFrame frame
                ? JournalCodec.encode(rewrite.apply(frame))
                : record;
        honest.append(written, expectedLast, then);
      }
    };
  }
}
