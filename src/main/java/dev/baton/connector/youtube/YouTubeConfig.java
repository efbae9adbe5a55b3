package dev.baton.connector.youtube;

import dev.baton.connector.google.GoogleClient;
import java.net.URI;
import java.time.Duration;

/**
 * One channel, as its owner let Baton use it.
 *
 * @param server the Data API, such as {@code https://www.googleapis.com}
 * @param signIn where access tokens come from
 */
record YouTubeConfig(URI server, GoogleClient signIn, Terms terms) {

  /**
   * @param unitsPerDay what the account may use up of its project's quota
   * @param repliesFor  how old a thread may be in which new replies are looked for
   * @param maxLength   of an answer, in characters
   */
  record Terms(int unitsPerDay, Duration repliesFor, int maxLength) {}
}
