/**
 * An Instagram account: comments and mentions in public, messages and answers to stories in private, all told by
 * webhook.
 */
package dev.baton.connector.instagram;
