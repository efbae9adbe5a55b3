package dev.baton.obligation;

import java.util.Arrays;
import java.util.Optional;

/** What kinds of things are owed. */
public enum Kind {
  /** By the lead on duty: that an agent takes the case. */
  PICKUP("pickup"),
  /** By the owner: the first human answer the network accepted. */
  FIRST_REPLY("first-reply"),
  /** By the owner: an answer to the oldest contact that came after the last one. */
  NEXT_REPLY("next-reply"),
  /** By the owner: another word to the customer while the case is open, answered or not. */
  UPDATE("update"),
  /** By the holder: something the customer can see; taking a case is a lease, not a parking place. */
  PROGRESS("progress"),
  /** By the owner, where it was agreed: that the case is resolved, counted from the customer's first word. */
  RESOLUTION("resolution"),
  /** By the person asked: that they take the leg, or the flag. */
  ACCEPT("accept"),
  /** By who accepted: the leg's answer, or that the flag is done. */
  ANSWER("answer"),
  /** By the owner: what the customer was told would be by then. */
  PROMISE("promise"),
  /** By the customer: an answer to what we asked. */
  CUSTOMER("customer"),
  /** By Baton: that the network accepts a reply handed to the outbox. */
  DELIVERY("delivery"),
  /** By the owner: a reply before the network lets none through any more. */
  WINDOW("window");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The word used in SQL, JSON and {@code config/}. */
  public String word() {
    return word;
  }

  public static Kind of(String word) {
    return known(word)
      .orElseThrow(() -> new IllegalArgumentException("there is no obligation called '" + word + "'"));
  }

  /** Empty for a word of another version. */
  public static Optional<Kind> known(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
  }

  /** True for the two that run while a customer waits for an answer. */
  public boolean isReply() {
    return this == FIRST_REPLY || this == NEXT_REPLY;
  }
}
