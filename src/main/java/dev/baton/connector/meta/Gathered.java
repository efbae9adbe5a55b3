package dev.baton.connector.meta;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.connector.Receipt;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is brought, while it is being brought together. */
public final class Gathered {

  private final List<Mention> mentions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  public void add(Brought brought) {
    mentions.addAll(brought.mentions());
    changes.addAll(brought.changes());
    receipts.addAll(brought.receipts());
    unreadable.addAll(brought.unreadable());
  }

  /** One item of several: what cannot be read of it is set aside and spoils no other. */
  public void attempt(String externalId, Object item, Supplier<Brought> read) {
    try {
      add(read.get());
    } catch (RuntimeException e) {
      aside(externalId, item, e);
    }
  }

  public void aside(String externalId, Object item, RuntimeException why) {
    unreadable.add(Fields.unreadable(externalId, item, why));
  }

  public Brought brought() {
    return new Brought(mentions, changes, receipts, unreadable);
  }

  public static Brought of(Mention mention) {
    return Brought.of(List.of(mention), List.of());
  }

  public static Brought of(Change change) {
    return new Brought(List.of(), List.of(change), List.of(), List.of());
  }

  public static Brought of(Receipt receipt) {
    return new Brought(List.of(), List.of(), List.of(receipt), List.of());
  }
}
