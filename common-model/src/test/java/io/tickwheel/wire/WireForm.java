package io.tickwheel.wire;

import io.tickwheel.message.CommandFrame;
import io.tickwheel.message.DispatchFrame;
import io.tickwheel.message.ExecutorBeat;
import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.Query;
import io.tickwheel.message.ReplyFrame;
import io.tickwheel.message.ScheduleQuery;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.SnapshotBlob;
import io.tickwheel.message.StopFrame;
import java.util.List;
import java.util.function.Function;

/// One kind of message with its two directions and a source of examples.
record WireForm<T>(
    String name,
    Function<RandomMessages, T> example,
    Function<T, byte[]> encode,
    Function<byte[], T> decode) {

  static final List<WireForm<?>> ALL =
      List.of(
          new WireForm<CommandFrame>(
              "command-frame",
              RandomMessages::commandFrame,
              CommandCodec::encode,
              CommandCodec::decodeCommands),
          new WireForm<ReplyFrame>(
              "reply-frame",
              RandomMessages::replyFrame,
              CommandCodec::encode,
              CommandCodec::decodeReplies),
          new WireForm<Query>(
              "query", RandomMessages::query, CommandCodec::encode, CommandCodec::decodeQuery),
          new WireForm<>(
              "query-answer",
              random -> random.maybe(random::view),
              CommandCodec::encodeAnswer,
              CommandCodec::decodeAnswer),
          new WireForm<JournalRecord>(
              "journal-record",
              RandomMessages::journalRecord,
              JournalCodec::encode,
              JournalCodec::decode),
          new WireForm<ScheduleQuery>(
              "schedule-query",
              RandomMessages::scheduleQuery,
              ScheduleCodec::encode,
              ScheduleCodec::decodeQuery),
          new WireForm<>(
              "schedule-answer",
              RandomMessages::scheduleAnswer,
              ScheduleCodec::encodeAnswer,
              ScheduleCodec::decodeAnswer),
          new WireForm<SnapshotBlob>(
              "snapshot-blob",
              RandomMessages::snapshotBlob,
              SnapshotCodec::encode,
              SnapshotCodec::decodeBlob),
          new WireForm<DispatchFrame>(
              "dispatch-frame",
              RandomMessages::dispatchFrame,
              RunCodec::encode,
              RunCodec::decodeDispatches),
          new WireForm<StopFrame>(
              "stop-frame", RandomMessages::stopFrame, RunCodec::encode, RunCodec::decodeStops),
          new WireForm<ExecutorBeat>(
              "executor-beat",
              RandomMessages::executorBeat,
              RunCodec::encode,
              RunCodec::decodeExecutorBeat),
          new WireForm<SchedulerBeat>(
              "scheduler-beat",
              RandomMessages::schedulerBeat,
              RunCodec::encode,
              RunCodec::decodeSchedulerBeat),
          new WireForm<>(
              "submissions",
              RandomMessages::submissions,
              SubmitCodec::encodeSubmissions,
              SubmitCodec::decodeSubmissions),
          new WireForm<>(
              "submit-outcomes",
              RandomMessages::submitOutcomes,
              SubmitCodec::encodeOutcomes,
              SubmitCodec::decodeOutcomes));

  T example(long seed) {
    return example.apply(new RandomMessages(seed));
  }

  @Override
  public String toString() {
    return name;
  }
}
