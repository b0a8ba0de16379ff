package io.tickwheel.alert.decide;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.tickwheel.wire.proto.Event;
import io.tickwheel.wire.proto.EventFrame;
import io.tickwheel.wire.proto.JournalRecord;
import java.io.IOException;

/// Tells from a journal record's bytes, without building anything, whether an attempt in it went
/// wrong. Most records tell of none, and at tens of thousands of tasks a second reading them in
/// full would cost a good part of a core.
public final class JournalSkim {
  private JournalSkim() {}

  /// True also for what cannot be read: a full reading says why.
  public static boolean mayTellOfDeath(byte[] record) {
    try {
      return frames(CodedInputStream.newInstance(record));
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean frames(CodedInputStream in) throws IOException {
    return any(in, JournalRecord.FRAME_FIELD_NUMBER, JournalSkim::events);
  }

  private static boolean events(CodedInputStream in) throws IOException {
    return any(in, EventFrame.EVENTS_FIELD_NUMBER, JournalSkim::wentWrong);
  }

  private static boolean wentWrong(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case Event.FAILED_FIELD_NUMBER, Event.RETURNED_FIELD_NUMBER, Event.LOST_FIELD_NUMBER -> {
          return true;
        }
        default -> in.skipField(tag);
      }
    }
    return false;
  }

  /// Whether `inner` holds for one of the embedded messages in `field`.
  private static boolean any(CodedInputStream in, int field, Look inner) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) != field) {
        in.skipField(tag);
        continue;
      }
      int outerLimit = in.pushLimit(in.readRawVarint32());
      if (inner.look(in)) {
        return true;
      }
      in.popLimit(outerLimit);
    }
    return false;
  }

  private interface Look {
    boolean look(CodedInputStream in) throws IOException;
  }
}
