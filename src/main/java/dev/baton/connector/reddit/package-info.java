/**
 * Reddit: what comes into an account's inbox, and the comments and private messages that answer it.
 * The door is {@link dev.baton.connector.reddit.RedditChannel}. The inbox is read from its top down to what was read
 * before; what was said lately is asked for again, because Reddit tells nobody of edits and deletions.
 */
package dev.baton.connector.reddit;
