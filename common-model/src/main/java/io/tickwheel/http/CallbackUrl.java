package io.tickwheel.http;

import static io.tickwheel.model.Require.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address of an HTTP callback, read strictly: what is ambiguous between parsers is refused.
/// Whoever accepts a task and whoever makes the call read it here, so that what was accepted can be
/// called. Whether the address may be called is the executor's to decide, when it knows what the
/// host resolves to.
public record CallbackUrl(boolean secure, String host, int port, String pathAndQuery) {
  public static final int LENGTH_MAX = 2048;

  public static final String ACCEPTED =
      "an http or https URL of at most "
          + LENGTH_MAX
          + " characters with a valid host, without user name or fragment";

  /// Names of container networks may hold underscores, which `URI` takes for no host.
  private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

  private static final Pattern HOST = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.?");
  private static final int HOST_MAX = 253;
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}");

  /// Throws IllegalArgumentException with a sentence for people.
  public static CallbackUrl parse(String text) {
    Optional<String> wrong = wrong(text);
    require(wrong.isEmpty(), "the callback URL %s: %s", wrong.orElse(""), text);
    URI uri = URI.create(text);
    boolean secure = uri.getScheme().equalsIgnoreCase("https");
    String authority = uri.getRawAuthority();
    String host = host(authority);
    String port = authority.substring(host.length());
    return new CallbackUrl(
        secure,
        isBracketed(host) ? host.substring(1, host.length() - 1) : host,
        port.isEmpty() ? (secure ? 443 : 80) : Integer.parseInt(port.substring(1)),
        target(uri));
  }

  /// What is wrong with `text`, to be read after a field's name; or empty.
  public static Optional<String> wrong(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.of("has " + text.length() + " characters, more than " + LENGTH_MAX);
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of("is not a URL");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String authority = uri.getRawAuthority();
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("is not an http or https URL");
    } else if (authority == null) {
      return Optional.of("has no host");
    } else if (authority.indexOf('@') >= 0) {
      return Optional.of("holds a user name");
    } else if (uri.getRawFragment() != null) {
      return Optional.of("has a fragment");
    }
    return wrongAuthority(authority);
  }

  /// The Host header's value.
  public String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }

  private static Optional<String> wrongAuthority(String authority) {
    String host = host(authority);
    String port = authority.substring(host.length());
    if (!port.isEmpty() && !isPort(port)) {
      return Optional.of("has a port that is not 1 to 65535");
    }
    boolean fits =
        isBracketed(host)
            ? host.indexOf(':') > 0 && IpLiteral.isLiteral(host.substring(1, host.length() - 1))
            : isHostName(host);
    return fits ? Optional.empty() : Optional.of("has no valid host");
  }

  private static String host(String authority) {
    int end = isBracketed(authority) ? authority.indexOf(']') + 1 : authority.indexOf(':');
    return end < 0 ? authority : authority.substring(0, end);
  }

  private static boolean isBracketed(String host) {
    return host.startsWith("[");
  }

  private static boolean isHostName(String host) {
    return host.length() <= HOST_MAX
        && HOST.matcher(host).matches()
        && (IpLiteral.isLiteral(host) || !IpLiteral.looksNumeric(host));
  }

  private static boolean isPort(String port) {
    if (!PORT.matcher(port).matches()) {
      return false;
    }
    int number = Integer.parseInt(port.substring(1));
    return number >= 1 && number <= 65_535;
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
