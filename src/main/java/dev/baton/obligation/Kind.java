package dev.baton.obligation;

import java.util.Arrays;

/** What kinds of things are owed. */
public enum Kind {
  /** By the lead on duty: that an agent takes the case. */
  PICKUP("pickup"),
  /** By the owner: the first human answer the network accepted. */
  FIRST_REPLY("first-reply"),
  /** By the owner: an answer to the oldest contact that came after the last one. */
  NEXT_REPLY("next-reply"),
  /** By the holder: something the customer can see; taking a case is a lease, not a parking place. */
  PROGRESS("progress"),
  /** By Baton: that the network accepts a reply handed to the outbox. */
  DELIVERY("delivery");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The word used in SQL, JSON and {@code config/}. */
  public String word() {
    return word;
  }

  public static Kind of(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst()
      .orElseThrow(() -> new IllegalArgumentException("there is no obligation called '" + word + "'"));
  }

  /** True for the two that run while a customer waits for an answer. */
  public boolean isReply() {
    return this == FIRST_REPLY || this == NEXT_REPLY;
  }
}
