package dev.baton.demo;

/**
 * Someone who writes. The same person has a name on every network, and a telephone.
 *
 * @param handle the local part, such as {@code rosa.delgado}
 */
public record Person(String name, String handle, String language, String city, long followers, String phone) {}
