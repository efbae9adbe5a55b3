/**
 * Looks, apart from everything else, whether the engine keeps its promise, and says so outside. It asks the tables in its
 * own words and knows no code of the engine's, only what was agreed.
 * The door is {@link dev.baton.audit.Auditor}.
 */
package dev.baton.audit;
