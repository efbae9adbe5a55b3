/**
 * The case engine: a pure step {@link dev.baton.cases.CaseMachine} over sealed states, events and effects, and the
 * {@link dev.baton.cases.CaseDesk} that runs it in a transaction. The desk is the only writer of cases, obligations,
 * escalations, replies and the journal.
 */
package dev.baton.cases;
