/**
 * What was said: values that cannot be wrong.
 * The door is {@link dev.baton.mention.Mention}. It imports nothing of Baton; a connector makes mentions, ingest keeps them.
 */
package dev.baton.mention;
