/**
 * What was agreed: how long things may take, who is alarmed in which order, what moves a case up the inbox.
 * The door is {@link dev.baton.policy.Policy}; {@link dev.baton.policy.PolicyFile} makes one from {@code config/}.
 */
package dev.baton.policy;
