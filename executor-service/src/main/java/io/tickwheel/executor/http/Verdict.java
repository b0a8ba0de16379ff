package io.tickwheel.executor.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import java.util.Set;

/// What a complete answer means for the attempt: 2xx is success; 408, 425, 429 and 5xx are worth
/// another try, after `Retry-After` when it is given; everything else is final. Redirects are not
/// followed: the checked address is the only one that is called.
final class Verdict {
  private static final Set<Integer> RETRYABLE_4XX = Set.of(408, 425, 429);
  private static final int EXCERPT_MAX = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Verdict() {}

  static Outcome on(Answer answer, long nowMillis) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Outcome.Succeeded(output(answer));
    }
    boolean retryable = status >= 500 || RETRYABLE_4XX.contains(status);
    long retryAfter = retryable ? RetryAfter.millis(answer.header("retry-after"), nowMillis) : 0;
    return new Outcome.Failed(
        new Failure(FailureKind.HTTP_STATUS, sentence(answer), status, retryable, retryAfter));
  }

  private static Payload output(Answer answer) {
    ObjectNode json = JSON.createObjectNode();
    json.put("status", answer.status());
    json.put("content_type", answer.header("content-type"));
    json.put("body", answer.text());
    json.put("truncated", answer.truncated());
    json.put("duration_ms", answer.durationMillis());
    return Payload.of(json.toString());
  }

  private static String sentence(Answer answer) {
    String said = "answered HTTP " + answer.status();
    if (answer.status() / 100 == 3) {
      return said + " to '" + answer.header("location") + "'; redirects are not followed";
    }
    String body = answer.text().strip();
    if (body.isEmpty()) {
      return said;
    }
    return said + ": " + (body.length() > EXCERPT_MAX ? body.substring(0, EXCERPT_MAX) : body);
  }
}
