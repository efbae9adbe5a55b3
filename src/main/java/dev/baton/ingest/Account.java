package dev.baton.ingest;

/**
 * A brand's page, handle, mailbox or number on a channel, and the queue where its cases wait.
 *
 * @param region where phone numbers without a country's code belong, such as {@code DE}; empty if that is not known
 */
public record Account(int id, String name, String channel, String brand, String queue, String region) {}
