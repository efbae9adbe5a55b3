package dev.baton.connector.twilio;

import dev.baton.config.Secret;
import java.net.URI;
import java.util.List;

/**
 * How to reach one account of Twilio.
 *
 * @param token    signs what Twilio sends, and lets us in
 * @param before   the token that is being replaced, which signs until then; none where none is
 * @param callback where Twilio is to report what became of an answer; empty for nowhere
 * @param answered whether calls that somebody answered are to be told as well
 */
record TwilioConfig(URI server, String sid, Secret token, Secret before, String callback, boolean answered) {

  /** All that Twilio may sign with now: it says a message once, so one that is refused meanwhile is lost. */
  List<Secret> tokens() {
    return before.isEmpty() ? List.of(token) : List.of(token, before);
  }
}
