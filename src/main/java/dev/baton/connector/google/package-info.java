/**
 * How Baton signs in to Google, whichever of its networks it reads.
 * The door is {@link dev.baton.connector.google.GoogleToken}. It knows none of them: what their noes mean, each knows itself.
 */
package dev.baton.connector.google;
