package dev.baton.connector.mastodon;

import dev.baton.config.Secret;
import java.net.URI;

/**
 * One account on one instance.
 *
 * @param server the instance, such as {@code https://social.example}
 * @param token  with the scopes read:notifications, read:accounts, read:statuses and write:statuses
 */
public record MastodonConfig(URI server, Secret token) {}
