/**
 * Who owes what by when, kept in a table; what is due is claimed by exactly one node.
 * The door is {@link dev.baton.obligation.Obligations}. It judges nothing: a due case goes to the function it was given.
 */
package dev.baton.obligation;
