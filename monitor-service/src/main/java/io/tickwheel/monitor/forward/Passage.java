package io.tickwheel.monitor.forward;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jboss.logging.Logger;

/// One request on its way through: body onward, answer back. The answer must begin in time once the
/// body is sent; how long it then streams is the client's affair.
final class Passage {
  private static final Logger LOG = Logger.getLogger(Passage.class);

  /// Longer than the longest wait that a request may ask for.
  private static final long ANSWER_MILLIS = 100_000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final HttpClientRequest onward;
  private long timer = -1;

  Passage(Vertx vertx, HttpServerRequest request, HttpClientRequest onward) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.onward = onward;
  }

  static RequestOptions options(HttpServerRequest request, URI upstream) {
    boolean secure = "https".equals(upstream.getScheme());
    int port = upstream.getPort() >= 0 ? upstream.getPort() : secure ? 443 : 80;
    return new RequestOptions()
        .setMethod(request.method())
        .setHost(upstream.getHost())
        .setPort(port)
        .setSsl(secure)
        .setURI(request.uri());
  }

  void start() {
    Headers.request(request, onward.headers());
    if (request.headers().contains("Expect")) {
      var _ = response.writeContinue();
    }
    response.closeHandler(gone -> giveUp());
    var _ =
        onward
            .response()
            .onComplete(
                answer -> {
                  stopTimer();
                  if (answer.succeeded()) {
                    back(answer.result());
                  } else {
                    broken(answer.cause());
                  }
                });
    body();
  }

  private void body() {
    boolean empty =
        !request.headers().contains("Content-Length")
            && !request.headers().contains("Transfer-Encoding");
    if (empty) {
      request.resume();
      var _ = onward.end();
      startTimer();
      return;
    }
    if (!request.headers().contains("Content-Length")) {
      onward.setChunked(true);
    }
    request
        .pipeTo(onward)
        .onSuccess(sent -> startTimer())
        .onFailure(failure -> LOG.debugf("body of %s: %s", request.path(), failure.getMessage()));
  }

  private void back(HttpClientResponse answer) {
    if (response.ended() || response.closed()) {
      giveUp();
      return;
    }
    response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
    Headers.response(answer.headers(), response.headers());
    if (!answer.headers().contains("Content-Length") && hasBody(answer)) {
      response.setChunked(true);
    }
    answer
        .pipeTo(response)
        .onFailure(
            failure -> {
              LOG.debugf("answer to %s broke off: %s", request.path(), failure.getMessage());
              var _ = request.connection().close();
            });
  }

  private boolean hasBody(HttpClientResponse answer) {
    return !request.method().name().equals("HEAD")
        && answer.statusCode() != 204
        && answer.statusCode() != 304;
  }

  private void broken(Throwable cause) {
    if (response.headWritten() || response.closed()) {
      return;
    }
    String detail =
        "The service behind ended the connection without an answer: " + cause.getMessage();
    Forwarder.refuse(request, Problem.of(ProblemKind.BAD_GATEWAY, detail));
  }

  private void startTimer() {
    if (!response.headWritten() && !response.closed()) {
      timer = vertx.setTimer(ANSWER_MILLIS, late -> late());
    }
  }

  private void stopTimer() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  private void late() {
    Forwarder.refuse(
        request,
        Problem.of(
            ProblemKind.GATEWAY_TIMEOUT,
            "The service behind gave no answer for " + ANSWER_MILLIS / 1000 + " s."));
    giveUp();
  }

  private void giveUp() {
    stopTimer();
    onward.reset();
  }
}
