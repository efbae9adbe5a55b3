package dev.baton.notice;

import java.time.Instant;

/**
 * What somebody is asked for by a leg or a flag.
 *
 * @param by       the name of who asks
 * @param whom     the department or vendor, as people call it; empty for a flag
 * @param question in the words of who asks; of the customer's words only what they put there
 * @param link     what opens it without signing in; whoever has it can answer
 * @param isOpen   whether it still is for them
 */
public record Asked(String brand, long leg, String by, String whom, String question, Instant acceptBy,
                    Instant answerBy, String link, boolean isOpen) {}
