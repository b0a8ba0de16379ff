package io.tickwheel.executor.http;

import static io.tickwheel.model.Require.require;

import io.tickwheel.http.IpLiteral;
import java.net.InetAddress;

/// A block of addresses, `10.0.0.0/8` or `fc00::/7`.
final class Cidr {
  private final byte[] network;
  private final int bits;

  Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /// Throws IllegalArgumentException when `text` is not a block; a bare address is a block of one.
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    require(IpLiteral.isLiteral(address), "not an address block such as 10.0.0.0/8: %s", text);
    byte[] network = InetAddress.ofLiteral(address).getAddress();
    int width = network.length * 8;
    int bits = slash < 0 ? width : prefix(text.substring(slash + 1), width, text);
    return new Cidr(network, bits);
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != network[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || (address[whole] ^ network[whole]) >> (8 - rest) == 0;
  }

  private static int prefix(String digits, int width, String text) {
    require(
        digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= width,
        "the prefix of a block is 0..%s: %s",
        width,
        text);
    return Integer.parseInt(digits);
  }
}
