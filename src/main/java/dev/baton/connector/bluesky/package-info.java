/**
 * Bluesky and other homes of the AT Protocol.
 * The door is {@link dev.baton.connector.bluesky.BlueskyConnector}: mentions come from the notifications, which the
 * network gives newest first; an answer is a record under a key of our own choosing, so that it exists once.
 */
package dev.baton.connector.bluesky;
