package dev.baton.connector.mail;

import dev.baton.connector.Wire;
import java.time.Duration;

/**
 * What a mail server may cost us.
 *
 * @param connect   until there is a connection
 * @param read      until the next byte
 * @param total     of one piece of work, however often a byte arrives; shorter than the lease of an account
 * @param enough    after so long a page ends with what it has
 * @param idle      before IDLE is asked for anew; servers may forget us after 29 minutes, and routers sooner
 * @param lookAgain before Sent is looked at a second time
 * @param maxMail   bytes read of one mail; the text comes first
 */
record Patience(Duration connect, Duration read, Duration total, Duration enough, Duration idle, Duration lookAgain,
                int maxMail) {

  static Patience of(Wire.Limits limits) {
    return new Patience(limits.connect(), limits.total(), Duration.ofSeconds(75), Duration.ofSeconds(20),
      Duration.ofMinutes(9), Duration.ofSeconds(3), limits.maxBody());
  }
}
