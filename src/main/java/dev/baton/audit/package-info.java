/**
 * Looks, apart from everything else, whether the engine keeps its promise, and says so outside.
 */
package dev.baton.audit;
