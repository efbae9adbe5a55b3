package dev.baton.people;

import dev.baton.config.Secret;

/**
 * An address of a chat or of a program, where a person hears of what they have to know.
 *
 * @param url   whoever knows it can write there, so it is a secret; empty if there is none
 * @param style in what form it wants to be told
 */
public record Webhook(Secret url, Style style) {

  static final Webhook NONE = new Webhook(Secret.NONE, Style.GENERIC);

  /** Forms. */
  public enum Style {
    /** Baton's own JSON, signed as Standard Webhooks are. */
    GENERIC,
    /** Slack's incoming webhooks, and what speaks their form, such as Mattermost. */
    SLACK,
    /** Microsoft Teams' workflows: an adaptive card. */
    TEAMS;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public boolean isThere() {
    return !url.isEmpty();
  }
}
