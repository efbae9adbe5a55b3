/**
 * What a supervisor sees: counts, laws, ladders in progress, accounts and people.
 * The door is {@link dev.baton.monitor.MonitorApi}.
 */
package dev.baton.monitor;
