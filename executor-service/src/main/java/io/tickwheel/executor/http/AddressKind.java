package io.tickwheel.executor.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// What an address is for, by the IANA special-purpose registries. Only [#PUBLIC] addresses are
/// called without the operator's permission.
enum AddressKind {
  PUBLIC("public"),
  UNSPECIFIED("unspecified", "0.0.0.0/8", "::/128"),
  LOOPBACK("loopback", "127.0.0.0/8", "::1/128"),
  METADATA(
      "cloud metadata",
      "169.254.169.254/32",
      "169.254.170.2/32",
      "100.100.100.200/32",
      "192.0.0.192/32",
      "168.63.129.16/32",
      "fd00:ec2::254/128",
      "fd20:ce::254/128"),
  LINK_LOCAL("link-local", "169.254.0.0/16", "fe80::/10"),
  PRIVATE("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
  CARRIER_NAT("carrier-grade NAT", "100.64.0.0/10"),
  MULTICAST("multicast", "224.0.0.0/4", "ff00::/8"),
  RESERVED(
      "reserved",
      "192.0.0.0/24",
      "192.0.2.0/24",
      "192.88.99.0/24",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "240.0.0.0/4",
      "64:ff9b:1::/48",
      "100::/64",
      "2001::/23",
      "2001:db8::/32",
      "3fff::/20",
      "5f00::/16");

  /// Where an IPv6 address carries an IPv4 address, and at which byte.
  private static final List<Embedding> EMBEDDINGS =
      List.of(
          new Embedding(new Cidr(mappedPrefix(), 96), 12),
          new Embedding(Cidr.parse("::ffff:0:0:0/96"), 12),
          new Embedding(Cidr.parse("64:ff9b::/96"), 12),
          new Embedding(Cidr.parse("2002::/16"), 2));

  private static final Cidr COMPATIBLE = Cidr.parse("::/96");

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of values that never change
  private final List<Cidr> blocks;

  AddressKind(String word, String... blocks) {
    this.word = word;
    this.blocks = Arrays.stream(blocks).map(Cidr::parse).toList();
  }

  String word() {
    return word;
  }

  static AddressKind of(InetAddress address) {
    return of(address.getAddress());
  }

  private static AddressKind of(byte[] address) {
    for (AddressKind kind : values()) {
      if (kind.holds(address)) {
        return kind;
      }
    }
    for (Embedding embedding : EMBEDDINGS) {
      if (embedding.block.contains(address)) {
        return of(Arrays.copyOfRange(address, embedding.at, embedding.at + 4));
      }
    }
    return COMPATIBLE.contains(address) ? RESERVED : PUBLIC;
  }

  private boolean holds(byte[] address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /// `::ffff:0:0`, which Java's parser would turn into an IPv4 address.
  private static byte[] mappedPrefix() {
    byte[] prefix = new byte[16];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    return prefix;
  }

  private record Embedding(Cidr block, int at) {}
}
