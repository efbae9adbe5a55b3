package dev.baton.connector.mail;

import java.time.Instant;

/**
 * A mail as it lies on the server.
 *
 * @param at    when the server got it (INTERNALDATE); never what the mail claims
 * @param size  in bytes, as the server says, which some only guess
 * @param bytes all of it, or its beginning
 * @param isCut there is more
 */
record RawMail(long uid, Instant at, long size, byte[] bytes, boolean isCut) {}
