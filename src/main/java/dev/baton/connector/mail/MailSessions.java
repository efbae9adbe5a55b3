package dev.baton.connector.mail;

import dev.baton.connector.mail.MailConfig.Door;
import dev.baton.connector.mail.MailConfig.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.util.Properties;

/**
 * Says to the mail library how to reach the servers: how long to wait, how to sign in, and never in the open by
 * accident.
 */
final class MailSessions {

  private final MailConfig config;
  private final Patience patience;
  private final String believed;
  private final Pass pass;

  MailSessions(MailConfig config, Patience patience) {
    this(config, patience, "");
  }

  /** @param believed a host whose certificate is taken as it is; for tests */
  MailSessions(MailConfig config, Patience patience, String believed) {
    this(config, patience, believed, Pass.of(config));
  }

  MailSessions(MailConfig config, Patience patience, String believed, Pass pass) {
    this.pass = pass;
    this.config = config;
    this.patience = patience;
    this.believed = believed;
  }

  MailConfig config() {
    return config;
  }

  /** What is shown to the servers. */
  Pass pass() {
    return pass;
  }

  Patience patience() {
    return patience;
  }

  /** @param readMillis until the next byte */
  Session imap(Sockets sockets, long readMillis) {
    var all = common("mail.imap.", config.imap(), sockets, readMillis);
    all.put("mail.imap.connectionpoolsize", "1");
    return Session.getInstance(all);
  }

  Session smtp(Sockets sockets) {
    var all = common("mail.smtp.", config.smtp(), sockets, patience.read().toMillis());
    all.put("mail.smtp.from", config.envelope());
    all.put("mail.smtp.localhost", config.domain());
    all.put("mail.smtp.auth", "true");
    all.put("mail.smtp.quitwait", "false");
    return Session.getInstance(all);
  }

  /** Connects, and shows the pass. */
  void signIn(Service server, Door door) throws MessagingException {
    var shown = pass.secret();
    try {
      server.connect(door.host(), door.port(), config.user(), shown);
    } catch (AuthenticationFailedException e) {
      if (!Words.isBusy(e)) {
        pass.turnedAway(shown);
      }
      throw e;
    }
  }

  private Properties common(String prefix, Door door, Sockets sockets, long readMillis) {
    var all = new Properties();
    all.put(prefix + "host", door.host());
    all.put(prefix + "port", String.valueOf(door.port()));
    all.put(prefix + "connectiontimeout", String.valueOf(patience.connect().toMillis()));
    all.put(prefix + "timeout", String.valueOf(readMillis));
    all.put(prefix + "socketFactory", sockets);
    all.put(prefix + "socketFactory.fallback", "false");
    all.put(prefix + "ssl.enable", String.valueOf(door.security() == Security.TLS));
    all.put(prefix + "ssl.checkserveridentity", String.valueOf(believed.isEmpty()));
    all.put(prefix + "starttls.enable", String.valueOf(door.security() == Security.STARTTLS));
    all.put(prefix + "starttls.required", String.valueOf(door.security() == Security.STARTTLS));
    all.put(prefix + "auth.mechanisms", pass.isToken() ? "XOAUTH2" : "PLAIN LOGIN");
    if (!believed.isEmpty()) {
      all.put(prefix + "ssl.trust", believed);
    }
    return all;
  }
}
