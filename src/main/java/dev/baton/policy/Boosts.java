package dev.baton.policy;

import java.time.Duration;

/**
 * By how much facts move a case up the inbox, in the one currency there: minutes of earlier due time. Each is capped by
 * itself, so that no fact buries the clock.
 *
 * @param repeatContact   for each contact after the first within {@code repeatWithin}
 * @param repeatCap       most that repeated contacts are worth
 * @param reachCap        most that followers are worth; reach counts 4 minutes per factor of ten
 * @param lapsed          somebody held it and did nothing
 * @param promiseBroken   a date given to the customer has passed
 * @param flagged         somebody asked for it and it is not done
 */
public record Boosts(Duration repeatContact, Duration repeatCap, Duration repeatWithin, Duration angry, Duration unhappy,
                     Duration safety, Duration urgent, Duration reachCap, Duration undelivered, Duration lapsed,
                     Duration reopened, Duration promiseBroken, Duration flagged) {}
