/**
 * What came with mentions: fetched through a guard, kept, and served so that it can do nothing.
 * The door is {@link dev.baton.media.Attachments}; {@link dev.baton.media.Fetcher} gets what is wanted.
 */
package dev.baton.media;
