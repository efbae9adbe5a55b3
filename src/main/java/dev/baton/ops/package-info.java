/**
 * What an operator asks Baton: is it alive, is it ready, what does it count.
 * The doors are {@link dev.baton.ops.Metrics}, where others register what they count, {@link dev.baton.ops.Readiness},
 * where they say what they need, and {@link dev.baton.ops.ManagementServer}, which answers on a port of its own.
 */
package dev.baton.ops;
