package dev.baton.connector;

import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import java.util.List;

/**
 * What a network told us, however it came.
 *
 * @param mentions   what was said, in any order, with repeats
 * @param changes    what became of things said before, in any order, with repeats
 * @param receipts   what became of replies of ours
 * @param unreadable what could not be understood, one line of why each; kept aside, never in the way of the rest
 */
public record Brought(List<Mention> mentions, List<Change> changes, List<Receipt> receipts,
                      List<Unreadable> unreadable) {

  public static final Brought NOTHING = new Brought(List.of(), List.of(), List.of(), List.of());

  public Brought {
    mentions = List.copyOf(mentions);
    changes = List.copyOf(changes);
    receipts = List.copyOf(receipts);
    unreadable = List.copyOf(unreadable);
  }

  public static Brought of(List<Mention> mentions, List<Unreadable> unreadable) {
    return new Brought(mentions, List.of(), List.of(), unreadable);
  }
}
