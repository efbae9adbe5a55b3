package dev.baton.connector;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

  private static boolean isPublic(String address) throws UnknownHostException {
    return PublicAddress.isPublic(InetAddress.getByName(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "2130706433", "0.0.0.0", "10.1.2.3", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "198.18.0.1", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1", "fdab::1", "fec0::1", "ff02::1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2001::1", "2001:db8::1",
    "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8", "100::1", "4000::1"})
  void these_are_not_on_the_public_internet(String address) throws UnknownHostException {
    assertFalse(isPublic(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.167.0.1",
    "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8"})
  void these_are(String address) throws UnknownHostException {
    assertTrue(isPublic(address));
  }
}
