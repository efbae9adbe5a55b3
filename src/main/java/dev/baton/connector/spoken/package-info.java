/**
 * Channels that Baton has no wire to, such as the telephone: what customers say is handed in over the API, and what
 * the agent writes is a record of what they told the customer themselves.
 * The door is {@link dev.baton.connector.spoken.SpokenConnector}; {@link dev.baton.connector.spoken.Spoken} is for those that
 * hear by themselves and still cannot answer.
 */
package dev.baton.connector.spoken;
