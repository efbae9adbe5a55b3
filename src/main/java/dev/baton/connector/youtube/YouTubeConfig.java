package dev.baton.connector.youtube;

import dev.baton.config.Secret;
import java.net.URI;
import java.time.Duration;

/**
 * One channel, as its owner let Baton use it.
 *
 * @param server the Data API, such as {@code https://www.googleapis.com}
 * @param signIn where access tokens come from
 */
record YouTubeConfig(URI server, SignIn signIn, Terms terms) {

  /**
   * @param server  gives access tokens, such as {@code https://oauth2.googleapis.com}
   * @param refresh what the owner's consent gave; works until it is taken back
   */
  record SignIn(URI server, String clientId, Secret clientSecret, Secret refresh) {}

  /**
   * @param unitsPerDay what the account may use up of its project's quota
   * @param repliesFor  how old a thread may be in which new replies are looked for
   * @param maxLength   of an answer, in characters
   */
  record Terms(int unitsPerDay, Duration repliesFor, int maxLength) {}
}
