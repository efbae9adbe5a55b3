package dev.baton.customer;

/**
 * Who spoke.
 *
 * @param evidence how this profile was linked to the customer, in words; empty for their first profile
 */
public record Known(long customerId, String name, String handle, String evidence) {}
