package io.tickwheel.executor.http;

import io.tickwheel.http.CallbackUrl;
import io.tickwheel.http.WebhookSigner;
import io.tickwheel.message.Outcome;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Failure;
import io.tickwheel.model.FailureKind;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Makes callbacks. A host is resolved once; every address is checked; the connection goes to a
/// checked address, so that a second, different answer of the name server changes nothing.
public final class HttpCalls implements AutoCloseable {
  /// What is kept of a response.
  public static final int BODY_MAX_BYTES = 64 * 1024;

  /// Below the keep-alive time of common servers (5 s), so that a connection is rarely closed by
  /// the other side while we write to it.
  private static final int KEEP_ALIVE_SECONDS = 4;

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final AddressGuard guard;
  private final WebhookSigner signer;
  private final Resolver resolver;
  private final InstantSource clock;
  private final HttpClient client;
  private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();

  public HttpCalls(Vertx vertx, int connectionsPerHost, AddressGuard guard, WebhookSigner signer) {
    this(vertx, connectionsPerHost, guard, signer, InetAddress::getAllByName);
  }

  HttpCalls(
      Vertx vertx,
      int connectionsPerHost,
      AddressGuard guard,
      WebhookSigner signer,
      Resolver resolver) {
    this.guard = guard;
    this.signer = signer;
    this.resolver = resolver;
    this.clock = InstantSource.system();
    this.client = vertx.createHttpClient(options(connectionsPerHost));
  }

  /// Starts the callback and returns at once; whoever asked for it watches the time and cancels.
  /// Throws IllegalArgumentException with a sentence for people when the target cannot be called.
  public HttpExchange start(AttemptId attempt, Target.Http target, Payload payload) {
    long nowSeconds = clock.millis() / 1000;
    Callback callback = Callback.of(attempt, target, payload).signed(signer, nowSeconds);
    var exchange = new HttpExchange(client, callback, clock, BODY_MAX_BYTES);
    lookups.execute(() -> resolve(callback.url(), exchange));
    return exchange;
  }

  @Override
  public void close() {
    lookups.shutdownNow();
    client.close();
  }

  private void resolve(CallbackUrl url, HttpExchange exchange) {
    List<InetAddress> addresses;
    try {
      addresses = Arrays.asList(resolver.resolve(url.host()));
    } catch (UnknownHostException e) {
      exchange.fail("could not resolve " + url.host(), e);
      return;
    }
    Optional<String> objection = guard.objection(url.host(), url.port(), addresses);
    if (objection.isPresent()) {
      exchange.end(new Outcome.Failed(Failure.fatal(FailureKind.ADDRESS_REFUSED, objection.get())));
    } else {
      exchange.connect(addresses, 0);
    }
  }

  private static HttpClientOptions options(int connectionsPerHost) {
    return new HttpClientOptions()
        .setMaxPoolSize(connectionsPerHost)
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
        .setDecompressionSupported(false)
        .setShared(false);
  }

  /// Finds a host's addresses; a literal address is its own.
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }
}
