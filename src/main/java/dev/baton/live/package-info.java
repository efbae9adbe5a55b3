/**
 * The live feed: a snapshot, then numbered frames; one socket per browser, bounded memory.
 * The doors are {@link dev.baton.live.LiveApi} and {@link dev.baton.live.LiveHub}. Everything it says comes out of the
 * journal.
 */
package dev.baton.live;
