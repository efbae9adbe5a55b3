/**
 * Dates that customers are given: whether they can be kept, and the ledger's words.
 * The door is {@link dev.baton.promise.PromiseApi}. What becomes of a promise is decided by the case engine.
 */
package dev.baton.promise;
