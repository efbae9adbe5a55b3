/**
 * What a mention sounds like: mood, urgency, thanks; with the words that made it think so, and "unknown" where none did.
 * The door is {@link dev.baton.triage.Triage}; its word lists are in {@code config/triage.yaml}.
 */
package dev.baton.triage;
