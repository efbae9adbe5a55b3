/**
 * Who is behind a case, and what people decide about it: links with their evidence, suggestions, different people for
 * ever, and the undoing of it all. The door is {@link dev.baton.joining.JoiningApi}; {@link dev.baton.joining.Suggester}
 * looks, beside ingest, for who could be one.
 */
package dev.baton.joining;
