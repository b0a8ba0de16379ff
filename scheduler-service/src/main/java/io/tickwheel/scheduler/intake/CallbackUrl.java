package io.tickwheel.scheduler.intake;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The address of an HTTP callback. Whether the address may be called is the executor's to decide,
/// when it knows what the host resolves to; here it only has to be one.
final class CallbackUrl {
  static final String ACCEPTED =
      "an http or https URL of at most "
          + IntakeLimits.URL_MAX
          + " characters with a valid host, without user name or fragment";

  /// Names of container networks may hold underscores, which `URI` takes for no host.
  private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

  private static final Pattern HOST = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.?");

  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
  private static final Pattern ENDS_WITH_NUMBER = Pattern.compile(".*(?:^|\\.)[0-9]+\\.?");
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

  private static final int HOST_MAX = 253;

  private CallbackUrl() {}

  /// What is wrong with `text`, or empty.
  static Optional<String> wrong(String text) {
    if (text.length() > IntakeLimits.URL_MAX) {
      return Optional.of("has " + text.length() + " characters");
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

  private static Optional<String> wrongAuthority(String authority) {
    int hostEnd = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
    String host = hostEnd < 0 ? authority : authority.substring(0, hostEnd);
    String port = hostEnd < 0 ? "" : authority.substring(hostEnd);
    if (!isPort(port)) {
      return Optional.of("has a port that is not 1 to 65535");
    }
    boolean literal = host.startsWith("[");
    boolean fits = literal ? host.length() > 2 : isHostName(host);
    return fits ? Optional.empty() : Optional.of("has no valid host");
  }

  private static boolean isHostName(String host) {
    return host.length() <= HOST_MAX
        && HOST.matcher(host).matches()
        && (!ENDS_WITH_NUMBER.matcher(host).matches() || IPV4.matcher(host).matches());
  }

  private static boolean isPort(String port) {
    if (port.isEmpty()) {
      return true;
    }
    if (port.length() < 2 || port.length() > 6 || port.charAt(0) != ':') {
      return false;
    }
    boolean digits = port.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    int number = digits ? Integer.parseInt(port, 1, port.length(), 10) : 0;
    return number >= 1 && number <= 65535;
  }
}
