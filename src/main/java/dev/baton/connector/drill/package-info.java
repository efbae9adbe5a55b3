/**
 * The network of the command {@code load replies}, which lives in that command and has no customers: it says what it is
 * given, and forgets, loses and interrupts as networks do.
 * The door is {@link dev.baton.connector.drill.DrillChannel}.
 */
package dev.baton.connector.drill;
