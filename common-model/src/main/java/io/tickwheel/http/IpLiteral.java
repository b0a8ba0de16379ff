package io.tickwheel.http;

import java.util.regex.Pattern;

/// Tells addresses written in the one usual form from names, and from the unusual forms (decimal,
/// octal, hexadecimal, shortened) that other programs read as addresses and that we refuse.
public final class IpLiteral {
  private static final Pattern OCTET = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]+(\\d+\\.\\d+\\.\\d+\\.\\d+)?");

  private IpLiteral() {}

  public static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 ? IPV6.matcher(host).matches() : isDottedQuad(host);
  }

  /// True of `2130706433`, `0177.0.0.1`, `0x7f.1`, `127.1`: the last label is a number, so
  /// resolvers may take the whole for an IPv4 address (WHATWG URL, "ends in a number").
  public static boolean looksNumeric(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.matches("\\d+|0[xX][0-9a-fA-F]*");
  }

  private static boolean isDottedQuad(String host) {
    String[] octets = host.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      if (!OCTET.matcher(octet).matches() || Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }
}
