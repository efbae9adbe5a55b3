package dev.baton.ingest;

/** A brand's page, handle, mailbox or number on a channel, and the queue where its cases wait. */
public record Account(int id, String name, String channel, String brand, String queue) {}
