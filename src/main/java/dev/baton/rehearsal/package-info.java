/**
 * What a changed policy would have done in the last weeks: the journal lived once more, before anybody lives under it.
 * The door is {@link dev.baton.rehearsal.Rehearsals}; how one case is rehearsed, the case engine knows.
 */
package dev.baton.rehearsal;
