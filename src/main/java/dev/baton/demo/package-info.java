/**
 * The simulated networks and their customers: real HTTP servers on their own ports that speak the networks' formats,
 * fail on demand, and remember the truth for tests to compare with.
 * The door is {@link dev.baton.demo.SimulatedNetworks}, and for mails {@link dev.baton.demo.SimulatedMailbox}; a test may
 * also build one server alone. It imports nothing of Baton but a secret's type: to a connector it is as far away as the
 * real thing.
 */
package dev.baton.demo;
