package dev.baton;

import dev.baton.account.AccountConfig;
import dev.baton.audit.AuditConfig;
import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.db.PostgresConfig;
import dev.baton.demo.SimulatedNetworks;
import dev.baton.http.HttpConfig;
import dev.baton.notice.NoticeConfig;
import dev.baton.ops.ManagementConfig;
import dev.baton.people.People;
import dev.baton.triage.Triage;
import dev.baton.vault.SealedText;
import dev.baton.vault.VaultKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that is configured, read once.
 *
 * @param allowPrivate whether what came with mentions may be fetched from addresses of private networks
 * @param vaultKey    what the accounts' tokens are sealed with; none where one is to be made
 * @param plain       the secrets that stand in a file for all to read, by key, and where
 * @param mailboxPort where a demo without a mail server shows the mails it got; 0 for any that is free
 */
public record GatewayConfig(HttpConfig http, ManagementConfig management, PostgresConfig postgres, People people,
                            AgreedPolicy agreed, Triage triage, List<AccountConfig> accounts, NoticeConfig notices,
                            AuditConfig audit, Secret apiToken, Secret vaultKey, boolean demo,
                            SimulatedNetworks.Settings simulation, int mailboxPort, boolean allowPrivate,
                            FixedKeys fixed, Map<String, String> plain) {

  /** More than this is a load test, for which there is a command. */
  private static final int MOST_PER_MINUTE = 6_000;

  /** @throws dev.baton.config.ConfigProblems with every mistake there is */
  public static GatewayConfig from(Settings settings) {
    settings.openWith(SealedText.opener(settings));
    var people = People.from(settings);
    var agreed = AgreedPolicy.from(settings);
    var config = new GatewayConfig(HttpConfig.from(settings), ManagementConfig.from(settings),
      PostgresConfig.from(settings), people, agreed, Triage.from(settings),
      AccountConfig.all(settings, agreed.policy(), Channels.ALL), NoticeConfig.from(settings), AuditConfig.from(settings),
      settings.secret("api.token"), VaultKey.from(settings), settings.flag("demo", false),
      simulation(settings.at("simulation")), settings.integer("simulation.mailbox-port", 0, 65_535, 0),
      settings.flag("attachments.allow-private", false), FixedKeys.from(settings), plain(settings));
    References.check(settings);
    settings.finish();
    return config;
  }

  /** Hashes are meant to stand there. */
  private static Map<String, String> plain(Settings settings) {
    var plain = new TreeMap<>(settings.plainSecrets());
    plain.keySet().removeIf(key -> key.endsWith(".password-hash"));
    return plain;
  }

  private static SimulatedNetworks.Settings simulation(Settings s) {
    return new SimulatedNetworks.Settings(s.integer("mastodon-port", 0, 65_535, 0),
      s.integer("bluesky-port", 0, 65_535, 0), s.integer("mentions-per-minute", 0, MOST_PER_MINUTE, 5),
      s.integer("seed", 0, Integer.MAX_VALUE, 42), s.flag("story", true),
      s.duration("story-day", Duration.ofMinutes(1)));
  }
}
