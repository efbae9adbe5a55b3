package dev.baton.connector.webhook;

import dev.baton.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One program that sends.
 *
 * @param secrets      what it signs with, and answers are signed with; several while one is being replaced
 * @param answerTo     where answers are sent; empty where they are a record
 * @param allowPrivate that may be an address of our own network
 */
record WebhookConfig(List<Secret> secrets, Optional<URI> answerTo, boolean allowPrivate) {

  WebhookConfig {
    secrets = List.copyOf(secrets);
  }
}
