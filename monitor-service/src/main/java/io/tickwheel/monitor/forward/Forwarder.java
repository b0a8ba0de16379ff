package io.tickwheel.monitor.forward;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;

/// Passes requests to the service that owns their path, body and answer as streams in both
/// directions, at the pace of the slower side. Runs on event loops; nothing here blocks.
final class Forwarder implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Forwarder.class);

  private static final int CONNECTIONS_MAX = 128;

  /// Requests that wait for a connection; more are refused.
  private static final int WAITING_MAX = 1024;

  private static final int CONNECT_MILLIS = 1_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final Upstreams schedulers;
  private final URI alert;

  Forwarder(Vertx vertx, Upstreams schedulers, URI alert) {
    this.vertx = vertx;
    this.schedulers = schedulers;
    this.alert = alert;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_MAX)
                .setMaxWaitQueueSize(WAITING_MAX)
                .setConnectTimeout(CONNECT_MILLIS));
  }

  /// Takes the request, or leaves it to the routes behind.
  void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Owner owner = Owner.of(request.method().name(), request.path());
    if (owner == Owner.MONITOR) {
      context.next();
    } else if (request.headers().contains(Headers.FORWARDED)) {
      answer(
          request.response(),
          Problem.of(
              ProblemKind.UNKNOWN_PATH,
              "Neither service has anything at " + Problem.shown(request.path()) + "."));
    } else {
      request.pause();
      List<URI> upstreams = owner == Owner.ALERT ? List.of(alert) : schedulers.inOrder();
      tryNext(request, owner, upstreams, 0);
    }
  }

  private void tryNext(HttpServerRequest request, Owner owner, List<URI> upstreams, int index) {
    if (index == upstreams.size()) {
      String name = owner == Owner.ALERT ? "alert-service" : "scheduler-service";
      refuse(request, Problem.unavailable("No " + name + " is reachable at " + upstreams + "."));
      return;
    }
    URI upstream = upstreams.get(index);
    client
        .request(Passage.options(request, upstream))
        .onSuccess(onward -> new Passage(vertx, request, onward).start())
        .onFailure(
            failure -> {
              LOG.debugf("%s takes no connection: %s", upstream, failure.getMessage());
              schedulers.refused(upstream);
              tryNext(request, owner, upstreams, index + 1);
            });
  }

  /// Answers before the body was read; the connection cannot be used on.
  static void refuse(HttpServerRequest request, Problem problem) {
    answer(request.response(), problem);
    request.resume();
  }

  static void answer(HttpServerResponse response, Problem problem) {
    if (response.ended() || response.headWritten()) {
      return;
    }
    response.setStatusCode(problem.kind().status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
    }
    var _ = response.end(io.vertx.core.buffer.Buffer.buffer(problem.bytes()));
  }

  @Override
  public void close() {
    var _ = client.close();
  }
}
