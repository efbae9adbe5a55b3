package dev.baton.connector.twilio;

import dev.baton.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Twilio signs: the address it called, and after it every field's name and value, sorted by name. */
final class Signature {

  private Signature() {}

  /** Twilio may or may not have named the usual port in what it signed; both are right. */
  static boolean isRight(List<Secret> tokens, String url, Form form, String given) {
    var right = false;
    for (var token : tokens) {
      for (var variant : variants(url)) {
        right |= MessageDigest.isEqual(of(token, variant, form).getBytes(StandardCharsets.UTF_8),
          given.getBytes(StandardCharsets.UTF_8));
      }
    }
    return right;
  }

  static String of(Secret token, String url, Form form) {
    var signed = new StringBuilder(url);
    form.fields().forEach((name, values) -> values.forEach(value -> signed.append(name).append(value)));
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.value().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has no HmacSHA1", e);
    }
  }

  private static List<String> variants(String url) {
    var uri = URI.create(url);
    var host = uri.getRawAuthority();
    var port = uri.getPort();
    var usual = "https".equals(uri.getScheme()) ? 443 : 80;
    var bare = port < 0 ? host : host.substring(0, host.lastIndexOf(':'));
    var rest = url.substring(url.indexOf("//") + 2 + host.length());
    var begin = uri.getScheme() + "://";
    return List.of(url, begin + bare + rest, begin + bare + ":" + (port < 0 ? usual : port) + rest);
  }
}
