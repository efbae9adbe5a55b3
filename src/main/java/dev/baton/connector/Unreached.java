package dev.baton.connector;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a server cannot be reached, where Java's own words help only those who know Java. */
public final class Unreached {

  /** A chain that leads in a circle has no end. */
  private static final int MOST_CAUSES = 20;

  private Unreached() {}

  /** Empty where Java's words will do. */
  public static String words(Throwable e) {
    return causes(e).map(Unreached::known).filter(words -> !words.isEmpty()).findFirst().orElse("");
  }

  public static boolean isTimeout(Throwable e) {
    return causes(e).anyMatch(SocketTimeoutException.class::isInstance);
  }

  private static String known(Throwable cause) {
    return switch (cause) {
      case CertPathBuilderException untrusted -> "its certificate is signed by nobody whom this Java trusts: let a public"
        + " authority sign it, or add it with keytool -importcert -cacerts";
      case UnknownHostException unknown -> "no address is known for that name";
      case SSLException plain when isPlain(String.valueOf(plain.getMessage())) -> "this port does not begin with TLS";
      default -> "";
    };
  }

  /** As the JDK says it, and as Netty does. */
  private static boolean isPlain(String message) {
    return message.contains("unrecognized SSL message") || message.startsWith("not an SSL/TLS record");
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
  }
}
