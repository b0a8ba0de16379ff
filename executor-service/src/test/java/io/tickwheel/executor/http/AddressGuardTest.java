package io.tickwheel.executor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {
  private static final AddressGuard STRICT = AddressGuard.of(List.of(), false);

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,UNSPECIFIED",
    "0.1.2.3,UNSPECIFIED",
    "127.0.0.1,LOOPBACK",
    "127.255.255.254,LOOPBACK",
    "10.0.0.0,PRIVATE",
    "10.255.255.255,PRIVATE",
    "172.16.0.1,PRIVATE",
    "172.31.255.255,PRIVATE",
    "192.168.0.1,PRIVATE",
    "100.64.0.1,CARRIER_NAT",
    "100.127.255.255,CARRIER_NAT",
    "100.100.100.200,METADATA",
    "169.254.169.254,METADATA",
    "169.254.170.2,METADATA",
    "168.63.129.16,METADATA",
    "169.254.0.1,LINK_LOCAL",
    "192.0.0.8,RESERVED",
    "192.0.2.1,RESERVED",
    "192.88.99.1,RESERVED",
    "198.18.0.1,RESERVED",
    "198.19.255.255,RESERVED",
    "198.51.100.7,RESERVED",
    "203.0.113.7,RESERVED",
    "224.0.0.1,MULTICAST",
    "239.255.255.255,MULTICAST",
    "240.0.0.1,RESERVED",
    "255.255.255.255,RESERVED",
    "::,UNSPECIFIED",
    "::1,LOOPBACK",
    "::7f00:1,RESERVED",
    "fe80::1,LINK_LOCAL",
    "febf::1,LINK_LOCAL",
    "fec0::1,PRIVATE",
    "fc00::1,PRIVATE",
    "fdff::1,PRIVATE",
    "fd00:ec2::254,METADATA",
    "ff02::1,MULTICAST",
    "100::1,RESERVED",
    "2001::1,RESERVED",
    "2001:db8::1,RESERVED",
    "3fff::1,RESERVED",
    "64:ff9b:1::1,RESERVED",
    "64:ff9b::7f00:1,LOOPBACK",
    "64:ff9b::a00:1,PRIVATE",
    "64:ff9b::a9fe:a9fe,METADATA",
    "64:ff9b::808:808,PUBLIC",
    "2002:7f00:1::,LOOPBACK",
    "2002:c0a8:101::1,PRIVATE",
    "2002:a9fe:a9fe::,METADATA",
    "2002:808:808::,PUBLIC",
    "::ffff:0:127.0.0.1,LOOPBACK",
    "9.255.255.255,PUBLIC",
    "11.0.0.0,PUBLIC",
    "172.15.255.255,PUBLIC",
    "172.32.0.0,PUBLIC",
    "100.63.255.255,PUBLIC",
    "100.128.0.0,PUBLIC",
    "8.8.8.8,PUBLIC",
    "2606:4700::1111,PUBLIC",
    "2a00:1450::1,PUBLIC"
  })
  void everyAddressHasItsKind(String literal, AddressKind kind) {
    assertThat(AddressKind.of(address(literal))).isEqualTo(kind);
  }

  @Test
  void anIpv4AddressInsideIpv6IsSeenThrough() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    assertThat(AddressKind.of(Inet6Address.getByAddress("x", mapped, -1)))
        .isEqualTo(AddressKind.LOOPBACK);
  }

  @Test
  void publicAddressesAreCalledAndOthersNamedInTheObjection() {
    assertThat(STRICT.objection("a.example", 443, List.of(address("8.8.8.8")))).isEmpty();
    assertThat(STRICT.objection("a.example", 443, List.of(address("10.1.2.3"))))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("10.1.2.3", "private", "tickwheel.executor.http.allow"));
  }

  @Test
  void onePrivateRecordAmongPublicOnesIsEnoughToRefuse() {
    var mixed = List.of(address("8.8.8.8"), address("169.254.169.254"));
    assertThat(STRICT.objection("mixed.example", 80, mixed)).isPresent();
    assertThat(STRICT.objection("none.example", 80, List.of())).isPresent();
  }

  @Test
  void loopbackIsOpenOnlyWhereTheOperatorSaysSo() {
    AddressGuard development = AddressGuard.of(List.of(), true);
    assertThat(development.objection("localhost", 80, List.of(address("127.0.0.1")))).isEmpty();
    assertThat(development.objection("localhost", 80, List.of(address("::1")))).isEmpty();
    assertThat(development.objection("lan", 80, List.of(address("192.168.1.1")))).isPresent();
    assertThat(STRICT.objection("localhost", 80, List.of(address("127.0.0.1")))).isPresent();
  }

  @Test
  void anAllowedEndpointIsExactlyThatHostOnThatPort() {
    AddressGuard guard = AddressGuard.of(List.of(" Billing.Internal:8443 "), false);
    var inside = List.of(address("10.1.2.3"));
    assertThat(guard.objection("billing.internal", 8443, inside)).isEmpty();
    assertThat(guard.objection("BILLING.internal.", 8443, inside)).isEmpty();
    assertThat(guard.objection("billing.internal", 22, inside)).isPresent();
    assertThat(guard.objection("evil.billing.internal", 8443, inside)).isPresent();
  }

  @Test
  void anAllowedBlockOpensItsAddressesAndNoOthers() {
    AddressGuard guard = AddressGuard.of(List.of("10.1.0.0/17", "fd12::/16", "192.168.7.7"), false);
    assertThat(guard.objection("x", 1, List.of(address("10.1.127.255")))).isEmpty();
    assertThat(guard.objection("x", 1, List.of(address("10.1.128.0")))).isPresent();
    assertThat(guard.objection("x", 1, List.of(address("fd12::9")))).isEmpty();
    assertThat(guard.objection("x", 1, List.of(address("fd13::9")))).isPresent();
    assertThat(guard.objection("x", 1, List.of(address("192.168.7.7")))).isEmpty();
    assertThat(guard.objection("x", 1, List.of(address("192.168.7.8")))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "host:", ":80", "host:99999", "10.0.0.0/33", "10.0.0/8", "x/8"})
  void anEntryThatIsNeitherEndpointNorBlockIsNamed(String entry) {
    assertThatThrownBy(() -> AddressGuard.of(List.of(entry), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(entry);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
