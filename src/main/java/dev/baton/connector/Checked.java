package dev.baton.connector;

/**
 * One look of a check-up of an account, such as whether its credentials are accepted.
 *
 * @param what  was looked at
 * @param words what was found, and what to do where it is not well
 */
public record Checked(String what, boolean isWell, String words) {}
