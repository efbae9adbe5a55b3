package dev.baton.audit;

/**
 * One thing that does not go on.
 *
 * @param caseId the case it is about, or 0
 * @param about  the obligation, leg, promise, reply or notice, with the alarms so far: what is the same in two looks
 * @param named  how people call it: a case's reference, an account's name
 */
record Stuck(Kind kind, String brand, long caseId, String about, String named) {}
