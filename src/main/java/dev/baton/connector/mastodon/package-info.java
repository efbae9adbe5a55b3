/**
 * Mastodon and the servers that speak its API.
 * The door is {@link dev.baton.connector.mastodon.MastodonConnector}: mentions come from the notifications, forward
 * from a cursor; an answer is a status that the server's idempotency key keeps single for an hour.
 */
package dev.baton.connector.mastodon;
