package io.tickwheel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwheel.jetstream.NatsServer;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TickwheelClientTest {
  private NatsServer nats;
  private FakeScheduler scheduler;
  private TickwheelClient client;

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start();
    scheduler = new FakeScheduler(nats.url());
    client = TickwheelClient.connect(nats.url());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    scheduler.close();
    nats.close();
  }

  private static TaskRequest noop() {
    return TaskRequest.handler("noop");
  }

  @Test
  void submitsOneAndGetsIt() throws Exception {
    TaskId id = client.submit(noop().payload(List.of(1, 2)).delay(Duration.ofDays(1)));
    TaskView view = client.get(id).orElseThrow();
    assertThat(view.id()).isEqualTo(id);
    assertThat(view.spec().payload().text()).isEqualTo("[1,2]");
    assertThat(view.runAtMillis())
        .isBetween(
            System.currentTimeMillis() + 86_300_000L, System.currentTimeMillis() + 86_400_000L);
  }

  @Test
  void outcomesComeInTheirOrder() throws Exception {
    var requests = new ArrayList<TaskRequest>();
    for (int n = 0; n < 3_000; n++) {
      requests.add(n % 7 == 0 ? TaskRequest.handler("refused") : noop());
    }
    List<SubmitOutcome> outcomes = client.submit(requests);
    assertThat(outcomes).hasSize(3_000);
    for (int n = 0; n < 3_000; n++) {
      assertThat(outcomes.get(n).task().isPresent()).describedAs("%s", n).isEqualTo(n % 7 != 0);
    }
    assertThat(scheduler.batches()).isBetween(6, 12);
  }

  @Test
  void aRefusalSaysWhy() {
    assertThatThrownBy(() -> client.submit(TaskRequest.handler("refused")))
        .isInstanceOfSatisfying(
            TaskRefusedException.class,
            refused -> assertThat(refused.type()).endsWith("/invalid-field"))
        .hasMessageContaining("not this type");
  }

  @Test
  void manySubmittersShareBatches() throws Exception {
    var futures = new ArrayList<CompletableFuture<List<SubmitOutcome>>>();
    for (int n = 0; n < 5_000; n++) {
      futures.add(client.submitAsync(List.of(noop())));
    }
    var ids = new HashSet<TaskId>();
    for (var future : futures) {
      ids.add(TickwheelClient.accepted(future.join().getFirst()));
    }
    assertThat(ids).hasSize(5_000);
    assertThat(scheduler.batches()).isLessThan(4_000);
  }

  @Test
  void waitsForTheEnd() throws Exception {
    TaskId id = client.submit(noop());
    Thread.ofVirtual().start(() -> scheduler.finish(id));
    assertThat(client.await(id, Duration.ofSeconds(30)).state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void whatItsOwnerForgotIsAwaitedInHistory() throws Exception {
    TaskId id = client.submit(noop());
    String json =
        """
        {"task_id": "%s", "status": "dead", "execute_at": "2026-01-01T00:00:00.000Z",
         "created_at": "2025-12-31T23:59:59.000Z", "retry_count": 3, "attempt": 4, "type": "mail",
         "target": {"kind": "http", "method": "POST", "url": "http://h/", "headers": {"A": "***"}},
         "queue": "q", "priority": 2, "max_attempts": 4, "labels": {"x": "y"}, "payload": [1e400],
         "error": "answered 503", "error_kind": "http_status", "error_code": 503, "output": {"a":1},
         "finished_at": "2026-01-01T00:00:01.000Z"}"""
            .formatted(id);
    scheduler.onlyRemember(id, json, 2);
    TaskView view = client.await(id, Duration.ofSeconds(30));
    assertThat(view.id()).isEqualTo(id);
    assertThat(view.state()).isEqualTo(TaskState.DEAD);
    assertThat(view.charged()).isEqualTo(4);
    assertThat(view.retryCount()).isEqualTo(3);
    assertThat(view.finishedAtMillis() - view.runAtMillis()).isEqualTo(1_000);
    assertThat(view.lastFailure().orElseThrow().message()).isEqualTo("answered 503");
    assertThat(view.output().text()).isEqualTo("{\"a\":1}");
    assertThat(view.spec().type()).isEqualTo("mail");
    assertThat(view.spec().payload().text()).isEqualTo("[1E+400]");
    assertThat(view.spec().target())
        .isEqualTo(new Target.Http("POST", "http://h/", Map.of("A", "***")));
  }

  @Test
  void waitingHasAnEnd() throws Exception {
    TaskId id = client.submit(noop());
    assertThatThrownBy(() -> client.await(id, Duration.ZERO)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> client.await(TaskId.create(1, 1, 99), Duration.ofSeconds(30)))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void waitsAcrossARestartOfTheServer() throws Exception {
    TaskId id = client.submit(noop());
    var done = new CompletableFuture<TaskView>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                done.complete(client.await(id, Duration.ofSeconds(60)));
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    nats.kill();
    nats.restart();
    scheduler.finish(id);
    assertThat(done.join().state()).isEqualTo(TaskState.SUCCEEDED);
  }

  @Test
  void changesGoByRest() throws Exception {
    TaskId id = client.submit(noop());
    client.cancel(id);
    assertThat(client.get(id).orElseThrow().state()).isEqualTo(TaskState.CANCELLED);
    client.retry(id);
    client.runNow(id);
    assertThatThrownBy(() -> client.cancel(TaskId.create(1, 1, 99)))
        .isInstanceOfSatisfying(
            TaskRefusedException.class,
            refused -> assertThat(refused.type()).endsWith("/unknown-task"))
        .hasMessageContaining("no such task");
  }

  @Test
  void whatNobodyGotIsSentAgain() throws Exception {
    scheduler.close();
    CompletableFuture<List<SubmitOutcome>> submitted = client.submitAsync(List.of(noop()));
    scheduler = new FakeScheduler(nats.url());
    assertThat(submitted.join().getFirst().task()).isPresent();
  }

  @Test
  void aLostAnswerIsSaid() throws Exception {
    client.submit(noop());
    scheduler.dropAnswers(1);
    CompletableFuture<List<SubmitOutcome>> submitted = client.submitAsync(List.of(noop()));
    awaitTasks(2);
    nats.kill();
    assertThat(submitted.join().getFirst().errorType()).hasValue(TickwheelClient.UNANSWERED);
    assertThat(submitted.join().getFirst().errorDetail().orElseThrow())
        .endsWith("the task may have been accepted");
    nats.restart();
  }

  @Test
  void withAKeyALostAnswerIsAskedForAgain() throws Exception {
    client.submit(noop());
    scheduler.dropAnswers(1);
    CompletableFuture<List<SubmitOutcome>> submitted =
        client.submitAsync(List.of(noop().idempotencyKey("order-42")));
    awaitTasks(2);
    nats.kill();
    nats.restart();
    assertThat(submitted.join().getFirst().same()).isTrue();
    assertThat(scheduler.tasks()).hasSize(2);
  }

  @Test
  void withAKeyUnavailableIsAskedForAgain() throws Exception {
    scheduler.findNoOwner(2);
    List<SubmitOutcome> outcomes = client.submit(List.of(noop().idempotencyKey("order-43")));
    assertThat(outcomes.getFirst().same()).isTrue();
    assertThat(scheduler.tasks()).hasSize(1);
    assertThat(scheduler.batches()).isEqualTo(3);
  }

  @Test
  void withoutAKeyUnavailableIsTheAnswer() {
    scheduler.findNoOwner(1);
    assertThatThrownBy(() -> client.submit(noop()))
        .isInstanceOfSatisfying(
            TaskRefusedException.class,
            refused -> assertThat(refused.type()).isEqualTo("unavailable"));
    assertThat(scheduler.batches()).isEqualTo(1);
  }

  private void awaitTasks(int count) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (scheduler.tasks().size() < count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
