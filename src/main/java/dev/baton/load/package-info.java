/**
 * Drives a running gateway over HTTP and measures: how fast mentions become durable, how soon a screen shows them, and
 * what the database reaches without Baton. The door is {@link dev.baton.load.Load}; nothing of the gateway depends on it.
 */
package dev.baton.load;
