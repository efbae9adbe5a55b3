/**
 * The order of the inbox, in one currency: minutes. {@link dev.baton.inbox.Priority} is the pure rule,
 * {@link dev.baton.inbox.Inbox} reads views in that order.
 */
package dev.baton.inbox;
