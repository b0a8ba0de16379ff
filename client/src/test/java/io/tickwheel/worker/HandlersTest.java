package io.tickwheel.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwheel.client.Json;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlersTest {
  record Welcome(String to, int copies, Optional<Instant> at) {}

  record Receipt(String id, Duration took) {}

  @SuppressWarnings({"UnusedMethod", "DoNotCallSuggester"})
  static final class Mails {
    @TaskHandler("send_email")
    Receipt send(Welcome mail, TaskContext context) {
      return new Receipt(mail.to + mail.copies + "#" + context.attempt(), Duration.ofSeconds(90));
    }

    @TaskHandler("ping")
    void ping() {}

    @TaskHandler("who")
    String who(TaskContext context) {
      return context.id().toString();
    }

    @TaskHandler("sum")
    int sum(List<Integer> numbers) {
      return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @TaskHandler("echo")
    Map<String, Object> echo(Map<String, Object> anything) {
      return anything;
    }

    @TaskHandler("fatal")
    void fatal() {
      throw TaskFailure.fatal("no such customer");
    }

    @TaskHandler("later")
    void later() {
      throw TaskFailure.retryAfter(Duration.ofMinutes(2), "busy");
    }

    @TaskHandler("broken")
    void broken() throws java.io.IOException {
      throw new java.io.IOException("disk full");
    }
  }

  private final Handlers handlers = Handlers.of(List.of(new Mails()), Json.mapper());

  private Outcome run(String type, String payload) throws Exception {
    TaskSpec spec = TaskSpec.of(type, new Target.Handler(), Payload.of(payload));
    var attempt = new Attempt(new AttemptId(TaskId.create(1, 2, 3), 4), spec, 0, 0);
    LaneGroup config = LaneGroup.of("g", List.of("handler:x"), 1, handlers);
    var group = new SlotGroup(config, new Lease(1, 0), new NoEndings(), 0);
    try {
      return handlers.run(attempt, new HeldAttempt(attempt, group, AttemptSink.LOGGER, 0));
    } catch (Exception e) {
      return Thrown.outcome(e);
    }
  }

  private static final class NoEndings implements SlotGroup.Endings {
    @Override
    public void begun(long deadlineNanos) {}

    @Override
    public void ended(HeldAttempt attempt, Outcome outcome) {}
  }

  private Failure failure(String type, String payload) throws Exception {
    return ((Outcome.Failed) run(type, payload)).failure();
  }

  @Test
  void recordsComeInAndGoOut() throws Exception {
    assertThat(run("send_email", "{\"to\":\"ann\",\"copies\":2,\"at\":\"2026-01-01T00:00:00Z\"}"))
        .isEqualTo(new Outcome.Succeeded(Payload.of("{\"id\":\"ann2#4\",\"took\":\"PT1M30S\"}")));
  }

  @Test
  void payloadAndContextAreOptional() throws Exception {
    assertThat(run("ping", "{\"ignored\":1}")).isEqualTo(new Outcome.Succeeded(Payload.EMPTY));
    assertThat(run("who", ""))
        .isEqualTo(new Outcome.Succeeded(Payload.of("\"" + TaskId.create(1, 2, 3) + "\"")));
  }

  @Test
  void payloadsMayBeAnyJson() throws Exception {
    assertThat(run("sum", "[1,2,3]")).isEqualTo(new Outcome.Succeeded(Payload.of("6")));
    assertThat(run("echo", "{\"a\":[null]}"))
        .isEqualTo(new Outcome.Succeeded(Payload.of("{\"a\":[null]}")));
  }

  @Test
  void fieldsThatAreNewToTheHandlerDoNotHurt() throws Exception {
    assertThat(run("send_email", "{\"to\":\"ann\",\"copies\":2,\"cc\":\"bob\"}"))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "{\"to\":\"ann\"}",
        "{\"to\":\"ann\",\"copies\":\"many\"}",
        "[]",
        "{\"to\":\"ann\",\"copies\":1} x"
      })
  void aBadPayloadFailsForGood(String payload) throws Exception {
    Failure failure = failure("send_email", payload);
    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_PAYLOAD);
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).startsWith("the payload does not fit Mails.send: ");
  }

  @Test
  void exceptionsKeepTheirCause() throws Exception {
    Failure failure = failure("broken", "");
    assertThat(failure.kind()).isEqualTo(FailureKind.EXCEPTION);
    assertThat(failure.retryable()).isTrue();
    assertThat(failure.message())
        .startsWith("java.io.IOException: disk full\n  at ")
        .contains("Mails.broken");
  }

  @Test
  void aHandlerSaysHowItFails() throws Exception {
    assertThat(failure("fatal", "").retryable()).isFalse();
    assertThat(failure("later", "").retryAfterMillis()).isEqualTo(120_000);
  }

  @Test
  void anUnknownTypeIsRefused() throws Exception {
    assertThat(run("fax", "")).isEqualTo(new Outcome.Refused("no handler for type \"fax\""));
  }

  @Test
  void lanesAreItsTypes() {
    assertThat(handlers.lanes()).contains("handler:ping", "handler:send_email").hasSize(8);
  }

  static final class Twice {
    @TaskHandler("a")
    void one() {}

    @TaskHandler("a")
    void two() {}
  }

  static final class TooMany {
    @TaskHandler("a")
    void run(String payload, int more) {}
  }

  static final class WrongOrder {
    @TaskHandler("a")
    void run(TaskContext context, String payload) {}
  }

  static final class Blank {
    @TaskHandler(" ")
    void run() {}
  }

  static final class Static {
    @TaskHandler("a")
    static void run() {}
  }

  static final class Unreadable {
    @TaskHandler("a")
    void run(Runnable payload) {}
  }

  @Test
  void whatCannotWorkIsRefusedAtTheStart() {
    complains(new Twice(), "type \"a\" has two handlers: Twice.one and Twice.two");
    complains(new TooMany(), "@TaskHandler TooMany.run takes more than a payload");
    complains(new WrongOrder(), "@TaskHandler WrongOrder.run takes more than a payload");
    complains(new Blank(), "@TaskHandler Blank.run names a type of 1..128 characters");
    complains(new Static(), "@TaskHandler Static.run is static");
    complains(new Unreadable(), "@TaskHandler Unreadable.run takes a payload of type");
    complains("text", "java.lang.String has no @TaskHandler method");
  }

  private static void complains(Object handler, String start) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Handlers.of(List.of(handler), Json.mapper()))
        .withMessageStartingWith(start);
  }
}
