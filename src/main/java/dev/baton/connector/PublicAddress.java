package dev.baton.connector;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells addresses of the public internet from all others. Source: the special-purpose registries of IANA. */
final class PublicAddress {

  /** Private, loopback, link-local, shared, for documentation, for tests, many at once, reserved. */
  private static final List<Range> NOT_PUBLIC_4 = ranges("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
    "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

  /** All that is given out to the world; the rest is local, mapped, or not given out. */
  private static final Range GIVEN_OUT_6 = range("2000::/3");

  /** Of it: protocols and tunnels, which hide another address, and documentation. */
  private static final List<Range> NOT_PUBLIC_6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** Leads to the IPv4 address in its last four bytes, as networks without IPv4 have it. */
  private static final Range TRANSLATED = range("64:ff9b::/96");
  private static final int LAST_FOUR = 12;

  private record Range(byte[] from, int bits) {

    boolean has(byte[] address) {
      if (address.length != from.length) {
        return false;
      }
      for (var bit = 0; bit < bits; bit++) {
        var mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (from[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private PublicAddress() {}

  static boolean isPublic(InetAddress address) {
    var bytes = address.getAddress(); // what is mapped into IPv6 is IPv4 here already
    if (address instanceof Inet4Address) {
      return isPublic4(bytes);
    }
    return TRANSLATED.has(bytes) ? isPublic4(Arrays.copyOfRange(bytes, LAST_FOUR, bytes.length))
      : GIVEN_OUT_6.has(bytes) && NOT_PUBLIC_6.stream().noneMatch(range -> range.has(bytes));
  }

  private static boolean isPublic4(byte[] bytes) {
    return NOT_PUBLIC_4.stream().noneMatch(range -> range.has(bytes));
  }

  private static List<Range> ranges(String... written) {
    return Arrays.stream(written).map(PublicAddress::range).toList();
  }

  private static Range range(String written) {
    var parts = written.split("/");
    try {
      return new Range(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(written + " is no range", e);
    }
  }
}
