package io.tickwheel.executor.http;

import static io.tickwheel.model.Require.require;

import io.tickwheel.http.CallbackUrl;
import io.tickwheel.http.WebhookSigner;
import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Payload;
import io.tickwheel.model.Target;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// One request to make, complete but for where its host's addresses are.
record Callback(CallbackUrl url, String method, Map<String, String> headers, Payload body) {
  private static final Set<String> METHODS =
      Set.of("POST", "PUT", "PATCH", "DELETE", "GET", "HEAD");
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /// Set by us, or by the connection: a task cannot say otherwise.
  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "idempotency-key",
          "tickwheel-task-id",
          "tickwheel-attempt",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature");

  /// Throws IllegalArgumentException with a sentence for people when the target cannot be called.
  static Callback of(AttemptId attempt, Target.Http target, Payload payload) {
    String method = target.method().isEmpty() ? "POST" : target.method().toUpperCase(Locale.ROOT);
    require(METHODS.contains(method), "a callback's method is one of %s: %s", METHODS, method);
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", "application/json");
    headers.put("user-agent", "Tickwheel");
    target.headers().forEach((name, value) -> headers.put(checkedName(name), checkedValue(value)));
    headers.put("idempotency-key", attempt.task().toString());
    headers.put("tickwheel-task-id", attempt.task().toString());
    headers.put("tickwheel-attempt", Integer.toString(attempt.number()));
    Payload body = WITHOUT_BODY.contains(method) ? Payload.EMPTY : payload;
    return new Callback(CallbackUrl.parse(target.url()), method, headers, body);
  }

  /// The same with a signature for `timestampSeconds`.
  Callback signed(WebhookSigner signer, long timestampSeconds) {
    if (!signer.signs()) {
      return this;
    }
    String id = headers.getOrDefault("idempotency-key", "");
    var all = new LinkedHashMap<>(headers);
    all.put("webhook-id", id);
    all.put("webhook-timestamp", Long.toString(timestampSeconds));
    all.put("webhook-signature", signer.sign(id, timestampSeconds, body.bytes()));
    return new Callback(url, method, all, body);
  }

  private static String checkedName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    require(TOKEN.matcher(name).matches(), "not a header name: '%s'", name);
    require(!OURS.contains(lower), "the header '%s' is set by the executor", name);
    return lower;
  }

  private static String checkedValue(String value) {
    require(
        value.chars().noneMatch(c -> (c < 0x20 && c != '\t') || c == 0x7f || c > 0xff),
        "a header's value has no control characters and no characters beyond Latin-1");
    return value;
  }
}
