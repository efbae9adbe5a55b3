package dev.baton.connector.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a mail is from the domain it says it is from, as our own mail server found (RFC 8601: SPF, DKIM, DMARC). Only
 * what stands under that server's name counts, and of each method only the first: a server puts its findings on top, and
 * takes away what strangers wrote in its name. Nothing found is not verified.
 */
final class Authenticity {

  private static final String HEADER = "Authentication-Results";
  private static final String PASS = "pass";
  /** Of DMARC, which looks at both of the others; where it cannot say, they do. */
  private static final Set<String> FINAL = Set.of(PASS, "fail");

  /** One finding, such as {@code spf=pass smtp.mailfrom=customer.example}. */
  private record Finding(String result, Map<String, String> properties) {

    boolean isPassFor(String domain, String... of) {
      return result.equals(PASS) && List.of(of).stream().map(p -> domainOf(properties.getOrDefault(p, "")))
        .anyMatch(found -> isAligned(domain, found));
    }
  }

  private final String server;

  /** @param server its name in the headers, in lower case */
  Authenticity(String server) {
    this.server = server;
  }

  /** Nobody is there to say anything. */
  boolean isSilent() {
    return server.isEmpty();
  }

  boolean isVerified(Headers headers, InternetAddress from) {
    // Of two senders one is for the server to see, and the other for people.
    if (headers.every("From").size() != 1 || headers.addresses("From") != 1) {
      return false;
    }
    var domain = domainOf(from.getAddress().toLowerCase(Locale.ROOT));
    var found = new LinkedHashMap<String, List<Finding>>();
    headers.every(HEADER).forEach(header -> read(header, found));
    var dmarc = found.getOrDefault("dmarc", List.of());
    if (!dmarc.isEmpty() && FINAL.contains(dmarc.getFirst().result())) {
      return dmarc.getFirst().isPassFor(domain, "header.from");
    }
    return found.getOrDefault("dkim", List.of()).stream().anyMatch(f -> f.isPassFor(domain, "header.d", "header.i"))
      || found.getOrDefault("spf", List.of()).stream().limit(1).anyMatch(f -> f.isPassFor(domain, "smtp.mailfrom"));
  }

  /** A method that an earlier header has told of is not told of again; a mail may have several signatures in one. */
  private void read(String header, Map<String, List<Finding>> found) {
    var parts = bare(header).split(";");
    var isNamed = !parts[0].contains("=");
    if (!(isNamed ? parts[0].strip().split("\\s+")[0] : Trust.UNNAMED).equals(server)) {
      return;
    }
    var here = new LinkedHashMap<String, List<Finding>>();
    for (var i = isNamed ? 1 : 0; i < parts.length; i++) {
      var words = parts[i].strip().split("\\s+");
      var method = words[0].split("=", 2);
      if (method.length == 2) {
        here.computeIfAbsent(method[0].split("/")[0], m -> new ArrayList<>())
          .add(new Finding(method[1], properties(words)));
      }
    }
    here.forEach(found::putIfAbsent);
  }

  private static Map<String, String> properties(String[] words) {
    var properties = new LinkedHashMap<String, String>();
    for (var i = 1; i < words.length; i++) {
      var pair = words[i].split("=", 2);
      if (pair.length == 2) {
        properties.putIfAbsent(pair[0], pair[1]);
      }
    }
    return properties;
  }

  /** Without comments, which may stand within each other, and quotes; a blank around {@code =} is none. */
  private static String bare(String header) {
    var text = new StringBuilder();
    var depth = 0;
    for (var i = 0; i < header.length(); i++) {
      var c = header.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0 && c != '"') {
        text.append(c);
      }
    }
    return text.toString().replaceAll("\\s{0,50}=\\s{0,50}", "=");
  }

  private static String domainOf(String address) {
    return address.substring(address.lastIndexOf('@') + 1).replaceAll("[>.]+$", "");
  }

  /** The same, or a part of what was found; what was found below it may be a tenant's there. */
  private static boolean isAligned(String domain, String found) {
    return domain.equals(found) || found.contains(".") && domain.endsWith("." + found);
  }
}
