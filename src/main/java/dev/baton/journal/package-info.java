/**
 * The ordered record of everything that happened, and the bell that says "read on".
 * The doors are {@link dev.baton.journal.Journal} for writing and reading, {@link dev.baton.journal.Doorbell} for
 * knowing when. It knows no case; an entry is a kind, a case number and a body.
 */
package dev.baton.journal;
