package io.tickwheel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WebhookSignerTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  /// The example of the Standard Webhooks reference libraries.
  @Test
  void signsTheSpecificationsExample() {
    String signature =
        WebhookSigner.of(List.of(SECRET)).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY);
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void oldAndNewSecretSignTogetherWhileOneIsChanged() {
    assertThat(WebhookSigner.of(List.of(SECRET, "plain")).sign("id", 1, BODY).split(" "))
        .hasSize(2)
        .allMatch(signature -> signature.startsWith("v1,"));
    assertThat(WebhookSigner.of(List.of()).signs()).isFalse();
  }

  @Test
  void aBadSecretIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> WebhookSigner.of(List.of("whsec_not*base64")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("not*base64");
  }
}
