package dev.baton.notice;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import java.net.URI;
import java.time.Duration;

/**
 * How people hear of what they have to know.
 *
 * @param bundle     between two messages to one person; what comes meanwhile goes out together
 * @param webhookKey what generic webhooks are signed with; empty leaves them unsigned
 * @param publicUrl  where links in messages lead
 */
public record NoticeConfig(Duration bundle, Secret webhookKey, MailConfig mail, URI publicUrl) {

  private static final Duration LONGEST_BUNDLE = Duration.ofHours(1);

  /** @param publicUrl where people open Baton */
  public static NoticeConfig from(Settings s, URI publicUrl) {
    var bundle = s.duration("notices.bundle", Duration.ofMinutes(1));
    if (bundle.compareTo(LONGEST_BUNDLE) > 0) {
      s.problem("notices.bundle", "is longer than 1h: an alarm that waits so long is none");
    }
    return new NoticeConfig(bundle, s.secret("notices.webhook-key"), MailConfig.from(s.at("mail")), publicUrl);
  }
}
