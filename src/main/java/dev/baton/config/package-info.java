/**
 * Turns files and environment into records, reporting every mistake at once.
 * The door is {@link dev.baton.config.Settings}; below this package nobody sees a key's name.
 */
package dev.baton.config;
