package io.tickwheel.executor.target;

import io.tickwheel.executor.http.HttpCalls;
import io.tickwheel.executor.http.HttpExchange;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Target;
import io.tickwheel.worker.Attempt;
import io.tickwheel.worker.AttemptContext;
import io.tickwheel.worker.AttemptRunner;

/// Calls back. The time limit is the runtime's: over time, like cancelled, the request is broken
// off.
public final class HttpTarget implements AttemptRunner {
  private final HttpCalls calls;

  public HttpTarget(HttpCalls calls) {
    this.calls = calls;
  }

  @Override
  public Outcome run(Attempt attempt, AttemptContext context) {
    if (!(attempt.spec().target() instanceof Target.Http http)) {
      throw new IllegalArgumentException("not an http target: " + attempt.spec().target());
    }
    HttpExchange exchange;
    try {
      exchange = calls.start(attempt.id(), http, attempt.spec().payload());
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      return new Outcome.Failed(Failure.fatal(FailureKind.BAD_PAYLOAD, reason));
    }
    context
        .cancellation()
        .onRequested(() -> exchange.end(new Outcome.Interrupted("the request was broken off")));
    return exchange.outcome().join();
  }
}
