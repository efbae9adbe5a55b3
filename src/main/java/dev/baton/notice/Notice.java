package dev.baton.notice;

import java.time.Instant;

/**
 * Something a person has to know about a case.
 *
 * @param subject what kind of thing, such as {@code alarm} or {@code leg}
 * @param number  the obligation it is about, or 0
 * @param step    that obligation's alarms so far
 * @param level   the rung of the ladder on which they stand, or 0
 * @param about   the leg it is about, or 0
 * @param words   one line, without the customer's words
 */
public record Notice(String brand, String person, long caseId, String subject, int number, int step, int level,
                     long about, String words, Instant at) {}
