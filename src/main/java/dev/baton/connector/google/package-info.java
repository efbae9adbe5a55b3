/**
 * What Google's networks have alike: signing in by OAuth with a refresh token that lasts, and the words of a no.
 * The door is {@link dev.baton.connector.google.GoogleSession}. It knows none of them.
 */
package dev.baton.connector.google;
