package io.tickwheel.executor.http;

import static io.tickwheel.model.Require.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// A callback's URL, read strictly: what is ambiguous between parsers is refused.
record CallbackUrl(boolean secure, String host, int port, String pathAndQuery) {
  static final int LENGTH_MAX = 8192;

  /// Throws IllegalArgumentException with a sentence for people.
  static CallbackUrl parse(String text) {
    require(text.length() <= LENGTH_MAX, "a callback URL has at most %s characters", LENGTH_MAX);
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    require(
        scheme.equals("http") || scheme.equals("https"),
        "a callback URL starts with http:// or https://: %s",
        text);
    require(uri.getRawUserInfo() == null, "a callback URL carries no user name or password");
    boolean secure = scheme.equals("https");
    return new CallbackUrl(secure, host(uri, text), port(uri, secure, text), target(uri));
  }

  /// The Host header's value.
  String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + e.getMessage(), e);
    }
  }

  private static String host(URI uri, String text) {
    String host = uri.getHost();
    require(
        host != null && !host.isEmpty(), "a callback URL has a host of ASCII letters: %s", text);
    if (host.startsWith("[")) {
      String inner = host.substring(1, host.length() - 1);
      require(IpLiteral.isLiteral(inner), "an IPv6 address without a zone: %s", text);
      return inner;
    }
    require(
        IpLiteral.isLiteral(host) || !IpLiteral.looksNumeric(host),
        "an IPv4 address is four decimal numbers without leading zeros: %s",
        text);
    return host;
  }

  private static int port(URI uri, boolean secure, String text) {
    int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
    require(port >= 1 && port <= 65_535, "a port is 1..65535: %s", text);
    return port;
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
