package dev.baton.connector.bluesky;

import dev.baton.config.Secret;
import java.net.URI;

/**
 * One account on one personal data server.
 *
 * @param server     such as {@code https://bsky.social}
 * @param identifier the account's handle or DID
 * @param password   an app password, not the account's own
 * @param jetstream  a server of the network's stream, such as {@code wss://jetstream2.us-east.bsky.network}; empty where
 *                   none is listened to
 */
public record BlueskyConfig(URI server, String identifier, Secret password, String jetstream) {

  /** Without a stream. */
  public BlueskyConfig(URI server, String identifier, Secret password) {
    this(server, identifier, password, "");
  }
}
