/**
 * The door to the network: one server, one form of problem, one guard, one set of rules for browsers.
 * A package that answers requests brings a {@link dev.baton.http.Part}; {@link dev.baton.http.Server} carries them all.
 * Everything below {@code /api} needs a caller unless its part says otherwise.
 */
package dev.baton.http;
