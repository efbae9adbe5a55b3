/**
 * X, by its API v2 and the webhooks of its Activity API.
 * The door is {@link dev.baton.connector.x.XChannel}: mentions, a search and direct messages are read newest first,
 * down to an overlap with what was read before; an answer is a post or a message, and as the network knows no key by
 * which to recognise a repeated one, an answer whose fate is unknown is looked for among our own, never given again
 * blindly.
 * Reading costs money, so every page says what it cost, and a budget of the day ends the reading until the next.
 * Source: xdevplatform/docs.
 */
package dev.baton.connector.x;
