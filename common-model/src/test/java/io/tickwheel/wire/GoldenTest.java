package io.tickwheel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwheel.message.JournalRecord;
import io.tickwheel.message.ScheduleCommand;
import io.tickwheel.message.ScheduleEvent;
import io.tickwheel.model.Payload;
import io.tickwheel.model.ScheduleSpec;
import io.tickwheel.model.Timing;
import io.tickwheel.packed.PackedSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a former version wrote, this one reads. The files in `golden/` are never regenerated.
class GoldenTest {
  @Test
  void commandFrame() throws IOException {
    holds(
        "command-frame",
        GoldenExamples.commandFrame(),
        CommandCodec::encode,
        CommandCodec::decodeCommands);
  }

  @Test
  void replyFrame() throws IOException {
    holds(
        "reply-frame",
        GoldenExamples.replyFrame(),
        CommandCodec::encode,
        CommandCodec::decodeReplies);
  }

  @Test
  void query() throws IOException {
    holds("query", GoldenExamples.query(), CommandCodec::encode, CommandCodec::decodeQuery);
  }

  @Test
  void queryAnswer() throws IOException {
    holds(
        "query-answer",
        Optional.of(GoldenExamples.view()),
        CommandCodec::encodeAnswer,
        CommandCodec::decodeAnswer);
  }

  @Test
  void claim() throws IOException {
    holds("claim", GoldenExamples.claim(), JournalCodec::encode, JournalCodec::decode);
  }

  @Test
  void eventFrame() throws IOException {
    holds("event-frame", GoldenExamples.eventFrame(), JournalCodec::encode, JournalCodec::decode);
  }

  @Test
  void dispatchFrame() throws IOException {
    holds(
        "dispatch-frame",
        GoldenExamples.dispatchFrame(),
        RunCodec::encode,
        RunCodec::decodeDispatches);
  }

  @Test
  void stopFrame() throws IOException {
    holds("stop-frame", GoldenExamples.stopFrame(), RunCodec::encode, RunCodec::decodeStops);
  }

  @Test
  void executorBeat() throws IOException {
    holds(
        "executor-beat",
        GoldenExamples.executorBeat(),
        RunCodec::encode,
        RunCodec::decodeExecutorBeat);
  }

  @Test
  void schedulerBeat() throws IOException {
    holds(
        "scheduler-beat",
        GoldenExamples.schedulerBeat(),
        RunCodec::encode,
        RunCodec::decodeSchedulerBeat);
  }

  @Test
  void submissions() throws IOException {
    holds(
        "submissions",
        GoldenExamples.submissions(),
        SubmitCodec::encodeSubmissions,
        SubmitCodec::decodeSubmissions);
  }

  @Test
  void submissionsThatLeaveSomethingOpen() throws IOException {
    holds(
        "submissions-open",
        GoldenExamples.submissionsThatLeaveSomethingOpen(),
        SubmitCodec::encodeSubmissions,
        SubmitCodec::decodeSubmissions);
  }

  @Test
  void submitOutcomes() throws IOException {
    holds(
        "submit-outcomes",
        GoldenExamples.submitOutcomes(),
        SubmitCodec::encodeOutcomes,
        SubmitCodec::decodeOutcomes);
  }

  @Test
  void scheduleCommands() throws IOException {
    holds(
        "command-frame-schedules",
        ScheduleExamples.commandFrame(),
        CommandCodec::encode,
        CommandCodec::decodeCommands);
  }

  @Test
  void scheduleEvents() throws IOException {
    holds(
        "event-frame-schedules",
        ScheduleExamples.eventFrame(),
        JournalCodec::encode,
        JournalCodec::decode);
  }

  @Test
  void scheduleReplies() throws IOException {
    holds(
        "reply-frame-schedules",
        ScheduleExamples.replyFrame(),
        CommandCodec::encode,
        CommandCodec::decodeReplies);
  }

  @Test
  void scheduleQuery() throws IOException {
    holds(
        "schedule-query",
        ScheduleExamples.query(),
        ScheduleCodec::encode,
        ScheduleCodec::decodeQuery);
  }

  @Test
  void scheduleAnswer() throws IOException {
    holds(
        "schedule-answer",
        ScheduleExamples.views(),
        ScheduleCodec::encodeAnswer,
        ScheduleCodec::decodeAnswer);
  }

  @Test
  void snapshotOfSchedules() throws IOException {
    holds(
        "snapshot-schedules",
        ScheduleExamples.snapshotBlob(),
        SnapshotCodec::encode,
        SnapshotCodec::decodeBlob);
  }

  @Test
  void everyKindOfScheduleMessageHasAnExample() {
    assertThat(kinds(ScheduleExamples.commandFrame().commands()))
        .contains(ScheduleCommand.class.getPermittedSubclasses());
    assertThat(kinds(((JournalRecord.EventFrame) ScheduleExamples.eventFrame()).events()))
        .contains(ScheduleEvent.class.getPermittedSubclasses());
    assertThat(kinds(ScheduleExamples.specs().stream().map(ScheduleSpec::timing).toList()))
        .contains(Timing.class.getPermittedSubclasses());
  }

  private static Set<Class<?>> kinds(List<?> messages) {
    return messages.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  private static <T> void holds(
      String name, T example, Function<T, byte[]> encode, Function<byte[], T> decode)
      throws IOException {
    try (var file = GoldenTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
      assertThat(file)
          .describedAs(
              "golden/%s.hex is missing; for a new message it is %s",
              name, HexFormat.of().formatHex(encode.apply(example)))
          .isNotNull();
      String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
      byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
      assertThat(decode.apply(bytes))
          .usingRecursiveComparison()
          .withEqualsForType((a, b) -> a.unpack().equals(b.unpack()), PackedSpec.class)
          .withEqualsForType(Payload::equals, Payload.class)
          .isEqualTo(example);
    }
  }
}
