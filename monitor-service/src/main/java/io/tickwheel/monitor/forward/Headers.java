package io.tickwheel.monitor.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which headers pass: all but those that speak of one connection (RFC 9110 §7.6.1).
final class Headers {
  /// Marks requests that one service passes to another, so that they cannot go in circles.
  static final String FORWARDED = "Tickwheel-Forwarded";

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> ANSWERED_HERE = Set.of("host", "expect", "http2-settings");

  private Headers() {}

  static void request(HttpServerRequest from, MultiMap to) {
    copy(from.headers(), to, ANSWERED_HERE);
    to.set(FORWARDED, "monitor");
    var remote = from.remoteAddress();
    if (remote != null && remote.hostAddress() != null) {
      to.add("X-Forwarded-For", remote.hostAddress());
    }
    if (!to.contains("X-Forwarded-Host") && from.headers().contains(HttpHeaders.HOST)) {
      to.set("X-Forwarded-Host", from.getHeader(HttpHeaders.HOST));
    }
    if (!to.contains("X-Forwarded-Proto")) {
      to.set("X-Forwarded-Proto", from.isSSL() ? "https" : "http");
    }
  }

  static void response(MultiMap from, MultiMap to) {
    copy(from, to, Set.of());
  }

  private static void copy(MultiMap from, MultiMap to, Set<String> also) {
    Set<String> named = namedByConnection(from);
    for (Map.Entry<String, String> header : from) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name) && !also.contains(name) && !named.contains(name)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  private static Set<String> namedByConnection(MultiMap headers) {
    var named = new HashSet<String>();
    for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
      Arrays.stream(value.split(",", -1))
          .map(name -> name.strip().toLowerCase(Locale.ROOT))
          .forEach(named::add);
    }
    return named;
  }
}
