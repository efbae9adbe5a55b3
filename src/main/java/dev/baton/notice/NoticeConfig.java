package dev.baton.notice;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.connector.Signature;
import java.time.Duration;

/**
 * How people hear of what they have to know.
 *
 * @param bundle     between two messages to one person; what comes meanwhile goes out together
 * @param webhookKey what generic webhooks are signed with; empty leaves them unsigned
 */
public record NoticeConfig(Duration bundle, Secret webhookKey, MailConfig mail) {

  private static final Duration LONGEST_BUNDLE = Duration.ofHours(1);

  public static NoticeConfig from(Settings s) {
    var bundle = s.duration("notices.bundle", Duration.ofMinutes(1));
    if (bundle.compareTo(LONGEST_BUNDLE) > 0) {
      s.problem("notices.bundle", "is longer than 1h: an alarm that waits so long is none");
    }
    var key = s.secret("notices.webhook-key");
    if (!key.isEmpty() && !Signature.isKey(key.value())) {
      s.problem("notices.webhook-key",
        "is too short or broken: give 24 bytes or more, as text, or as whsec_ and base 64");
    }
    return new NoticeConfig(bundle, key, MailConfig.from(s.at("mail")));
  }

  /** The same with mails to a demo's own mailbox, which takes them as they come. */
  public NoticeConfig withMailbox(int port) {
    return new NoticeConfig(bundle, webhookKey,
      new MailConfig("127.0.0.1", port, "none", "", Secret.NONE, mail.from()));
  }
}
