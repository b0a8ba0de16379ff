package io.tickwheel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tickwheel.message.Submission;
import io.tickwheel.model.Delivery;
import io.tickwheel.model.Priority;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskRequestTest {
  record Welcome(String to, Instant at) {}

  @Test
  void saysEverythingAboutATask() {
    Submission submission =
        TaskRequest.http("order_timeout", URI.create("https://shop.example/timeout"))
            .payload(new Welcome("ann", Instant.EPOCH))
            .delay(Duration.ofSeconds(3))
            .priority(Priority.HIGH)
            .maxAttempts(7)
            .timeout(Duration.ofSeconds(9))
            .startDeadline(Instant.ofEpochMilli(5_000))
            .delivery(Delivery.AT_MOST_ONCE)
            .queue("mail")
            .labels(Map.of("customer", "42"))
            .executorSelector(Map.of("zone", "a"))
            .idempotencyKey("order-42")
            .submission(1_000);
    assertThat(submission.runAtMillis()).isEqualTo(4_000);
    assertThat(submission.delayMillis()).isEqualTo(3_000);
    assertThat(submission.idempotencyKey()).hasValue("order-42");
    TaskSpec spec = submission.spec().unpack();
    assertThat(spec.target())
        .isEqualTo(new Target.Http("POST", "https://shop.example/timeout", Map.of()));
    assertThat(spec.payload().text()).isEqualTo("{\"to\":\"ann\",\"at\":\"1970-01-01T00:00:00Z\"}");
    assertThat(spec.priority()).isEqualTo(Priority.HIGH);
    assertThat(spec.retry().maxAttempts()).isEqualTo(7);
    assertThat(spec.timeoutMillis()).isEqualTo(9_000);
    assertThat(spec.startDeadlineMillis()).isEqualTo(5_000);
    assertThat(spec.delivery()).isEqualTo(Delivery.AT_MOST_ONCE);
    assertThat(spec.queue()).isEqualTo("mail");
    assertThat(spec.labels()).containsEntry("customer", "42");
    assertThat(spec.executorSelector()).containsEntry("zone", "a");
  }

  @Test
  void withoutATimeItIsDueNow() {
    assertThat(TaskRequest.handler("a").submission(1_000).runAtMillis()).isZero();
    assertThat(
            TaskRequest.process("b", List.of("/bin/true"))
                .runAt(Instant.ofEpochMilli(77))
                .submission(1_000)
                .runAtMillis())
        .isEqualTo(77);
  }

  @Test
  void whatIsNotSaidOfTheRetriesIsLeftToTheScheduler() {
    TaskRequest request = TaskRequest.handler("a").priority(Priority.LOW);
    assertThat(request.submission(0).openRetry()).isEqualTo(RetryPolicy.Part.ALL);
    Submission some = request.maxAttempts(2).queue("mail").submission(0);
    assertThat(some.openRetry()).hasSize(RetryPolicy.Part.ALL.size() - 1);
    assertThat(some.openRetry()).doesNotContain(RetryPolicy.Part.MAX_ATTEMPTS);
    assertThat(request.retry(RetryPolicy.DEFAULT).submission(0).openRetry()).isEmpty();
    assertThat(request.retry(RetryPolicy.DEFAULT).maxAttempts(2).submission(0).openRetry())
        .isEmpty();
  }

  @Test
  void aCopyIsAnother() {
    TaskRequest one = TaskRequest.handler("a");
    assertThat(one.priority(Priority.LOW).spec().priority()).isEqualTo(Priority.LOW);
    assertThat(one.spec().priority()).isEqualTo(Priority.NORMAL);
  }

  @Test
  void badValuesAreRefusedWhereTheyAreGiven() {
    TaskRequest request = TaskRequest.handler("a");
    assertThatIllegalArgumentException().isThrownBy(() -> TaskRequest.handler(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> request.delay(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> request.delay(Duration.ofDays(99_999)));
    assertThatIllegalArgumentException().isThrownBy(() -> request.runAt(Instant.ofEpochMilli(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> request.timeout(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> request.maxAttempts(0));
    assertThatIllegalArgumentException().isThrownBy(() -> request.idempotencyKey(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> request.payload(new Object()));
  }
}
