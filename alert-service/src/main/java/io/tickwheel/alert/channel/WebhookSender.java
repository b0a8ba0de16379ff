package io.tickwheel.alert.channel;

import io.tickwheel.http.WebhookSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// POSTs JSON, signed after Standard Webhooks. Follows no redirects: a signed request goes where
/// the operator sent it, or nowhere. The answer's body is not read.
public final class WebhookSender implements AutoCloseable {
  private static final List<Integer> PASSING = List.of(408, 425, 429);
  private static final long RETRY_AFTER_MAX_SECONDS = 3600;

  private final HttpClient http;
  private final Duration timeout;
  private final InstantSource clock;

  public WebhookSender(Duration timeout, InstantSource clock) {
    this.timeout = timeout;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Sent send(Endpoint.Webhook to, Notification notification) {
    try {
      return outcome(
          http.send(request(to, notification), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (HttpTimeoutException e) {
      return Sent.Failed.passing("no answer within " + timeout.toSeconds() + " s");
    } catch (IOException e) {
      return Sent.Failed.passing(
          "cannot reach %s: %s".formatted(to.url().getAuthority(), reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sent.Failed.passing("interrupted by the service's stop");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest request(Endpoint.Webhook to, Notification notification) {
    String body = body(notification);
    long timestamp = clock.instant().getEpochSecond();
    var request =
        HttpRequest.newBuilder(to.url())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "tickwheel-alert")
            .header("webhook-id", notification.id())
            .header("webhook-timestamp", Long.toString(timestamp))
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    to.secret()
        .ifPresent(
            secret ->
                request.header(
                    "webhook-signature", signature(secret, notification.id(), timestamp, body)));
    return request.build();
  }

  private static String signature(Secret secret, String id, long timestamp, String body) {
    return WebhookSigner.of(List.of(secret.value()))
        .sign(id, timestamp, body.getBytes(StandardCharsets.UTF_8));
  }

  /// `data` is JSON already; change and time need no escapes.
  private static String body(Notification notification) {
    return "{\"type\":\"alert.%s\",\"timestamp\":\"%s\",\"data\":%s}"
        .formatted(
            notification.change().word(),
            Rfc3339.format(notification.atMillis()),
            notification.data());
  }

  private static Sent outcome(HttpResponse<InputStream> response) throws IOException {
    response.body().close();
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Sent.Delivered();
    }
    boolean permanent = status < 500 && !PASSING.contains(status);
    String reason = status < 400 ? "answered %d, a redirect that is not followed" : "answered %d";
    return new Sent.Failed(reason.formatted(status), permanent, retryAfterMillis(response));
  }

  private static long retryAfterMillis(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> 1000 * Math.min(RETRY_AFTER_MAX_SECONDS, Long.parseLong(value)))
        .orElse(0L);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
