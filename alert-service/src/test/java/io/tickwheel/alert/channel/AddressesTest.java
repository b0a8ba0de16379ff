package io.tickwheel.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/x",
        "http://",
        "h/x",
        "http://u:p@h/",
        "http://h:70000/",
        "http://h/ x",
        "",
        "javascript:x",
        "http://h/#f"
      })
  void refusesUrls(String text) {
    assertThat(Addresses.url(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a@", "a@b\r\nBcc: c@d", "A <a@b.c>", "a@b.c,d@e.f", "ä@b.c", "a b@c.d"})
  void refusesEmails(String text) {
    assertThat(Addresses.email(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.*", "a.>", "tw.log.1", "$SYS.x", ".a", "a..b", "a\nb"})
  void refusesSubjects(String text) {
    assertThat(Addresses.subject(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_", "whsec_!", "a\nb"})
  void refusesSecrets(String text) {
    assertThat(Addresses.secret(text)).isEmpty();
  }

  @Test
  void takesWhatIsRight() {
    assertThat(Addresses.url("https://h.example:8443/a?b=c"))
        .contains(URI.create("https://h.example:8443/a?b=c"));
    assertThat(Addresses.emails(List.of("a@b.c", "a@b.c", "d@localhost")))
        .contains(List.of("a@b.c", "d@localhost"));
    assertThat(Addresses.emails(List.of())).isEmpty();
    assertThat(Addresses.subject("alerts.ops-1")).contains("alerts.ops-1");
    assertThat(Addresses.secret("whsec_MfKQ9r8G")).contains("whsec_MfKQ9r8G");
  }

  @Test
  void secretsAreNeverPrinted() {
    var endpoint = new Endpoint.Webhook(URI.create("http://h"), Optional.of(new Secret("hunter2")));
    assertThat(endpoint.toString()).doesNotContain("hunter2");
  }
}
