/**
 * Profiles, the people behind them, and what links the two.
 * The door is {@link dev.baton.customer.Customers}. It knows no case.
 */
package dev.baton.customer;
