/**
 * Keeps what is new, finds its customer and case; all or nothing.
 * The door is {@link dev.baton.ingest.Ingest}, for pages that {@link dev.baton.ingest.Poller}s read from networks and
 * for what is handed in over HTTP.
 */
package dev.baton.ingest;
