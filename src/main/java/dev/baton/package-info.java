/**
 * The program and its wiring. {@link dev.baton.Baton} starts, {@link dev.baton.Gateway} builds every part by
 * constructor, top to bottom; no other package knows this one.
 */
package dev.baton;
