package io.tickwheel.executor.http;

import io.tickwheel.http.CallbackUrl;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One callback under way. Ends exactly once: by its answer, by a fault, or by [#end]. Thread-safe.
public final class HttpExchange {
  private final HttpClient client;
  private final Callback callback;
  private final InstantSource clock;
  private final int bodyMax;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Buffer body = Buffer.buffer();
  private final long startedAtMillis;
  private volatile @Nullable HttpClientRequest request;

  HttpExchange(HttpClient client, Callback callback, InstantSource clock, int bodyMax) {
    this.client = client;
    this.callback = callback;
    this.clock = clock;
    this.bodyMax = bodyMax;
    this.startedAtMillis = clock.millis();
  }

  public CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /// Breaks the request off and ends with `result`, unless it has ended already.
  public void end(Outcome result) {
    if (outcome.complete(result)) {
      abort();
    }
  }

  /// Connects to the first of the (checked) addresses that accepts. Nothing has been sent when one
  /// does not, so trying the next is safe.
  void connect(List<InetAddress> addresses, int index) {
    if (outcome.isDone()) {
      return;
    }
    client
        .request(options(addresses.get(index)))
        .onSuccess(this::send)
        .onFailure(
            fault -> {
              if (index + 1 < addresses.size()) {
                connect(addresses, index + 1);
              } else {
                fail("could not connect to " + callback.url().authority(), fault);
              }
            });
  }

  void fail(String what, Throwable fault) {
    String why = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
    end(new Outcome.Failed(Failure.retryable(FailureKind.CONNECTION, what + ": " + why)));
  }

  private RequestOptions options(InetAddress address) {
    CallbackUrl url = callback.url();
    var options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
            .setHost(url.host())
            .setPort(url.port())
            .setSsl(url.secure())
            .setURI(url.pathAndQuery())
            .setMethod(HttpMethod.valueOf(callback.method()))
            .setFollowRedirects(false);
    callback.headers().forEach(options::putHeader);
    return options.putHeader("host", url.authority());
  }

  private void send(HttpClientRequest made) {
    request = made;
    if (outcome.isDone()) {
      abort();
      return;
    }
    made.response().onSuccess(this::receive).onFailure(fault -> fail("no answer", fault));
    made.send(Buffer.buffer(callback.body().bytes()));
  }

  private void receive(HttpClientResponse response) {
    response.exceptionHandler(fault -> fail("the answer broke off", fault));
    response.handler(chunk -> gather(response, chunk));
    response.endHandler(end -> answered(response, false));
  }

  private void gather(HttpClientResponse response, Buffer chunk) {
    int room = bodyMax - body.length();
    if (chunk.length() <= room) {
      body.appendBuffer(chunk);
      return;
    }
    body.appendBuffer(chunk, 0, room);
    answered(response, true);
    abort();
  }

  private void answered(HttpClientResponse response, boolean truncated) {
    long now = clock.millis();
    var answer =
        new Answer(
            response.statusCode(), response.headers(), body, truncated, now - startedAtMillis);
    outcome.complete(Verdict.on(answer, now));
  }

  private void abort() {
    HttpClientRequest made = request;
    if (made != null) {
      made.reset();
    }
  }
}
