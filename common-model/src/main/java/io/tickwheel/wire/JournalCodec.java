package io.tickwheel.wire;

import static io.tickwheel.wire.ModelCodec.id;
import static io.tickwheel.wire.ModelCodec.incarnation;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.JournalRecord.SourceSeen;
import io.tickwheel.message.PartitionEvent;

/// A partition's log (`journal.proto`). Specifications and payloads pass through unread; decoding
/// copies them, so a record's bytes are not kept alive.
///
/// Decoding throws [BadWireException], and nothing else, on bytes that are not such a record.
public final class JournalCodec {
  private JournalCodec() {}

  public static byte[] encode(JournalRecord record) {
    var proto = io.tickwheel.wire.proto.JournalRecord.newBuilder();
    switch (record) {
      case JournalRecord.Claim claim ->
          proto.setClaim(
              io.tickwheel.wire.proto.Claim.newBuilder()
                  .setOwner(claim.owner())
                  .setAtMillis(claim.atMillis()));
      case JournalRecord.EventFrame frame -> proto.setFrame(frame(frame));
    }
    return proto.build().toByteArray();
  }

  public static JournalRecord decode(byte[] bytes) {
    return Decoding.decode(
        "journal record",
        bytes,
        io.tickwheel.wire.proto.JournalRecord.parser(),
        JournalCodec::record);
  }

  private static JournalRecord record(io.tickwheel.wire.proto.JournalRecord proto) {
    return switch (proto.getKindCase()) {
      case CLAIM ->
          new JournalRecord.Claim(proto.getClaim().getOwner(), proto.getClaim().getAtMillis());
      case FRAME -> frame(proto.getFrame());
      case KIND_NOT_SET -> throw new IllegalArgumentException("a record of unknown kind");
    };
  }

  private static io.tickwheel.wire.proto.EventFrame frame(JournalRecord.EventFrame frame) {
    var proto =
        io.tickwheel.wire.proto.EventFrame.newBuilder()
            .setEpoch(frame.epoch())
            .setNumber(frame.number())
            .setTimeMillis(frame.timeMillis())
            .setCommandPosition(frame.commandPosition());
    for (SourceSeen seen : frame.seen()) {
      proto.addSeen(seen(seen));
    }
    for (PartitionEvent event : frame.events()) {
      proto.addEvents(EventCodec.encode(event));
    }
    return proto.build();
  }

  private static JournalRecord frame(io.tickwheel.wire.proto.EventFrame proto) {
    return new JournalRecord.EventFrame(
        proto.getEpoch(),
        proto.getNumber(),
        proto.getTimeMillis(),
        proto.getCommandPosition(),
        Decoding.each(proto.getSeenList(), JournalCodec::seen),
        Decoding.each(proto.getEventsList(), EventCodec::decode));
  }

  private static io.tickwheel.wire.proto.SourceSeen seen(SourceSeen seen) {
    return io.tickwheel.wire.proto.SourceSeen.newBuilder()
        .setSource(id(seen.source()))
        .setNumber(seen.number())
        .setAtMillis(seen.atMillis())
        .build();
  }

  private static SourceSeen seen(io.tickwheel.wire.proto.SourceSeen proto) {
    return new SourceSeen(
        incarnation(proto.hasSource(), proto.getSource()), proto.getNumber(), proto.getAtMillis());
  }
}
