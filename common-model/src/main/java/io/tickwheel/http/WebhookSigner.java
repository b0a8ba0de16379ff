package io.tickwheel.http;

import static io.tickwheel.model.Require.require;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs callbacks and notifications by the Standard Webhooks specification (version 1, HMAC-SHA256
// over
/// `id.timestamp.body`). With several secrets the callback carries a signature of each, so that a
/// receiver accepts the old and the new one while a secret is being changed.
public final class WebhookSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  private final List<SecretKeySpec> keys;

  private WebhookSigner(List<SecretKeySpec> keys) {
    this.keys = keys;
  }

  /// A secret is `whsec_` and base64, or any text, whose UTF-8 bytes are the key. Throws
  /// IllegalArgumentException, which never repeats the secret.
  public static WebhookSigner of(List<String> secrets) {
    var keys = new ArrayList<SecretKeySpec>();
    for (String secret : secrets) {
      keys.add(new SecretKeySpec(key(secret), ALGORITHM));
    }
    return new WebhookSigner(List.copyOf(keys));
  }

  /// Whether `secret` can be a key at all.
  public static boolean isUsable(String secret) {
    try {
      return of(List.of(secret)).signs();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public boolean signs() {
    return !keys.isEmpty();
  }

  /// The value of `webhook-signature`.
  public String sign(String id, long timestampSeconds, byte[] body) {
    return keys.stream()
        .map(key -> "v1," + signature(key, id, timestampSeconds, body))
        .collect(Collectors.joining(" "));
  }

  private static String signature(SecretKeySpec key, String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] key(String secret) {
    require(!secret.isEmpty(), "a webhook secret is not empty");
    if (!secret.startsWith(PREFIX)) {
      return secret.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a webhook secret is whsec_ and base64", e);
    }
  }
}
