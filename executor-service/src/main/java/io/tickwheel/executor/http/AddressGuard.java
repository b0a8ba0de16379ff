package io.tickwheel.executor.http;

import static io.tickwheel.model.Require.require;

import io.tickwheel.http.IpLiteral;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides whether a callback may go to the addresses its host resolved to. Every record must be
/// allowed: a name with one public and one private record is refused. The caller connects to one of
/// the addresses it passed, without a second look-up.
///
/// The operator permits more with `host:port` (that name on that port, wherever it points) and
/// address blocks. Immutable.
public final class AddressGuard {
  private final Set<String> endpoints;
  private final List<Cidr> blocks;
  private final boolean loopback;

  private AddressGuard(Set<String> endpoints, List<Cidr> blocks, boolean loopback) {
    this.endpoints = Set.copyOf(endpoints);
    this.blocks = List.copyOf(blocks);
    this.loopback = loopback;
  }

  /// Throws IllegalArgumentException naming the entry that is neither host:port nor a block.
  public static AddressGuard of(List<String> allow, boolean loopback) {
    var endpoints = new HashSet<String>();
    var blocks = new ArrayList<Cidr>();
    for (String entry : allow) {
      String text = entry.strip().toLowerCase(Locale.ROOT);
      if (text.indexOf('/') >= 0 || IpLiteral.isLiteral(text)) {
        blocks.add(Cidr.parse(text));
      } else {
        endpoints.add(endpoint(text));
      }
    }
    return new AddressGuard(endpoints, blocks, loopback);
  }

  /// The reason why the call must not be made, or nothing.
  public Optional<String> objection(String host, int port, List<InetAddress> resolved) {
    if (resolved.isEmpty()) {
      return Optional.of("'%s' has no address".formatted(host));
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (endpoints.contains(name.toLowerCase(Locale.ROOT) + ":" + port)) {
      return Optional.empty();
    }
    return resolved.stream()
        .filter(address -> !isAllowed(address))
        .findFirst()
        .map(AddressGuard::say);
  }

  private boolean isAllowed(InetAddress address) {
    AddressKind kind = AddressKind.of(address);
    if (kind == AddressKind.PUBLIC || (kind == AddressKind.LOOPBACK && loopback)) {
      return true;
    }
    byte[] bytes = address.getAddress();
    return blocks.stream().anyMatch(block -> block.contains(bytes));
  }

  private static String say(InetAddress address) {
    return "%s is a %s address, which tickwheel.executor.http.allow does not list"
        .formatted(address.getHostAddress(), AddressKind.of(address).word());
  }

  private static String endpoint(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    require(
        colon > 0 && port.matches("\\d{1,5}") && Integer.parseInt(port) <= 65_535,
        "neither host:port nor an address block such as 10.0.0.0/8: %s",
        text);
    return text;
  }
}
