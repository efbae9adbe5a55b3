package dev.baton.connector.x;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import java.util.ArrayList;
import java.util.List;

/** Gathers what one answer or delivery says. */
final class Said {

  private final List<Mention> mentions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  void mention(Mention mention) {
    mentions.add(mention);
  }

  void change(Change change) {
    changes.add(change);
  }

  void unreadable(String id, Object item, RuntimeException why) {
    unreadable.add(Fields.unreadable(id, item, why));
  }

  Brought brought() {
    return new Brought(mentions, changes, List.of(), unreadable);
  }
}
