package io.tickwheel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallbackUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://a.example,a.example,80,/,a.example",
    "https://a.example,a.example,443,/,a.example",
    "HTTPS://A.example:8443/x?y=1,A.example,8443,/x?y=1,A.example:8443",
    "http://10.0.0.1:80/p%20q,10.0.0.1,80,/p%20q,10.0.0.1",
    "http://[2606:4700::1]:8080/,2606:4700::1,8080,/,[2606:4700::1]:8080",
    "http://a.example./,a.example.,80,/,a.example.",
    "http://order_service:8080/x,order_service,8080,/x,order_service:8080"
  })
  void usualUrlsAreRead(String text, String host, int port, String target, String authority) {
    CallbackUrl url = CallbackUrl.parse(text);
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.pathAndQuery()).isEqualTo(target);
    assertThat(url.authority()).isEqualTo(authority);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.example/x",
        "//a.example/x",
        "ftp://a.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///x",
        "http:a.example",
        "http://user@a.example/",
        "http://user:secret@a.example/",
        "http://a.example@127.0.0.1/",
        "http://a.example:0/",
        "http://a.example:65536/",
        "http://a.example:x/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.1./",
        "http://127.0.0.256/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://ex\u0430mple.com/",
        "http://a.example/#part",
        "http://-a.example/",
        "http://a..example/",
        "http://127.0.0.01/",
        "http://a.example:/",
        "http://a.example/\r\nX: y",
        "http://a.example/ x",
        "http://a.example\\@127.0.0.1/",
        "http://a.example/\u0000"
      })
  void ambiguousAndForeignUrlsAreRefused(String text) {
    assertThatThrownBy(() -> CallbackUrl.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUrlHasALimit() {
    String endless = "http://a.example/" + "x".repeat(CallbackUrl.LENGTH_MAX);
    assertThatThrownBy(() -> CallbackUrl.parse(endless)).hasMessageContaining("2048");
  }
}
