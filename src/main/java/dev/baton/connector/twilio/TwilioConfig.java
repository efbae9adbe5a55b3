package dev.baton.connector.twilio;

import dev.baton.config.Secret;
import java.net.URI;

/**
 * How to reach one account of Twilio.
 *
 * @param token    signs what Twilio sends, and lets us in
 * @param callback where Twilio is to report what became of an answer; empty for nowhere
 * @param answered whether calls that somebody answered are to be told as well
 */
record TwilioConfig(URI server, String sid, Secret token, String callback, boolean answered) {}
