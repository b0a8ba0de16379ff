package io.tickwheel.alert.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`. A secret that
/// starts with `whsec_` is the key in Base64; any other is the key itself.
public final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  public static String sign(Secret secret, String id, long timestampSeconds, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      byte[] signature =
          mac.doFinal((id + "." + timestampSeconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /// Whether `secret` can be a key at all.
  public static boolean isUsable(String secret) {
    if (secret.isEmpty()) {
      return false;
    }
    try {
      return key(new Secret(secret)).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] key(Secret secret) {
    String value = secret.value();
    return value.startsWith(PREFIX)
        ? Base64.getDecoder().decode(value.substring(PREFIX.length()))
        : value.getBytes(StandardCharsets.UTF_8);
  }
}
