package dev.baton.connector.googlereviews;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.connector.Receipt;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a page or a look says. */
final class Tidings {

  private final List<Mention> mentions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  /** Whoever has it already, learns what became of it; whoever has not, has it as it is now. */
  void review(Review review, Instant since, Instant now) {
    mentions.add(review.mention(since, now));
    changed(review, now);
  }

  void changed(Review review, Instant now) {
    review.change(now).ifPresent(changes::add);
  }

  void gone(String name, Instant now) {
    changes.add(new Change.Deleted(new ExternalId(name), now));
  }

  /** Google took the answer and does not publish it. */
  void cameBack(Review review) {
    receipts.add(new Receipt("", Digest.answer(review.name(), review.answer().text()), false,
      review.answer().whyRejected(), review.answer().at()));
  }

  void unreadable(String name, Object item, RuntimeException why) {
    unreadable.add(Fields.unreadable(name, item, why));
  }

  void unreadable(String what, String why) {
    unreadable.add(new Unreadable(what, why, ""));
  }

  Brought brought() {
    return new Brought(mentions, changes, receipts, unreadable);
  }
}
