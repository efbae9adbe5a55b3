package dev.baton.connector.bluesky;

import dev.baton.config.Secret;
import java.net.URI;

/**
 * One account on one personal data server.
 *
 * @param server     such as {@code https://bsky.social}
 * @param identifier the account's handle or DID
 * @param password   an app password, not the account's own
 */
public record BlueskyConfig(URI server, String identifier, Secret password) {}
