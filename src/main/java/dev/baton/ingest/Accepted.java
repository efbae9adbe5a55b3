package dev.baton.ingest;

/** What became of a mention; durable. */
public record Accepted(String externalId, long mentionId, long caseId, boolean duplicate) {}
