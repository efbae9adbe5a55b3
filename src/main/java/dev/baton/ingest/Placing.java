package dev.baton.ingest;

import dev.baton.cases.CaseDesk;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Contact;
import dev.baton.cases.Move;
import dev.baton.cases.Moved;
import dev.baton.customer.Customers;
import dev.baton.customer.Known;
import dev.baton.mention.Mention;
import dev.baton.mention.Text;
import dev.baton.mention.Visibility;
import dev.baton.triage.Reading;
import dev.baton.triage.Triage;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gives each new mention of a batch its case, and steps the cases. */
final class Placing {

  private static final int TITLE_LENGTH = 160;
  private static final String CUSTOMER = "customer";

  private final CaseDesk desk;
  private final Triage triage;
  private final Batch batch;

  /**
   * What is known of a batch.
   *
   * @param ids      a number for each mention, by its network's id
   * @param newCases numbers for the cases that are opened
   */
  record Batch(Account account, Map<String, Known> known, Joining joining, Map<String, Long> ids,
               Iterator<Long> newCases, Instant now) {}

  /** A mention with its case, and how the case is to hear of it. */
  private record Joined(MentionStore.Placed placed, Move move) {}

  Placing(CaseDesk desk, Triage triage, Batch batch) {
    this.desk = desk;
    this.triage = triage;
    this.batch = batch;
  }

  /**
   * Fails with {@link Closed} where a case did not take its mention in: no word is kept on a case that did not hear it.
   *
   * @param mentions in the order in which they were said
   */
  Future<List<MentionStore.Placed>> place(SqlClient tx, List<Mention> mentions) {
    var joined = mentions.stream().map(this::join).toList();
    return desk.carryOut(tx, joined.stream().map(Joined::move).toList(), batch.now()).map(moved -> {
      var closed = new Closed();
      for (var i = 0; i < joined.size(); i++) {
        closed.add(joined.get(i).placed().caseId(), moved.get(i));
      }
      if (!closed.cases.isEmpty()) {
        throw closed;
      }
      return joined.stream().map(Joined::placed).toList();
    });
  }

  /**
   * These cases take nothing in: they are broken, or were merged away between the look and the lock. What belongs to
   * them has to find others, or open some.
   */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<Long> cases = new TreeSet<>();

    private void add(long caseId, Moved moved) {
      switch (moved) {
        case Moved.Done d -> { }
        case Moved.Stayed s -> { }
        case Moved.Broken(var cause) -> {
          cases.add(caseId);
          addSuppressed(cause);
        }
        case Moved.Refused r -> cases.add(caseId);
        case Moved.Missing m -> cases.add(caseId);
        case Moved.Outdated o -> cases.add(caseId);
      }
    }

    Set<Long> cases() {
      return cases;
    }

    boolean isMistake() {
      return getSuppressed().length > 0;
    }

    @Override
    public String getMessage() {
      return "nothing joins cases " + cases;
    }
  }

  private Joined join(Mention mention) {
    var account = batch.account();
    var who = batch.known().get(Customers.key(account.channel(), mention.author().id()));
    var verdict = batch.joining().place(who.customerId(), mention);
    var reading = triage.read(mention.text());
    var joined = joined(verdict, who);
    var contact = contact(mention, reading, joined);
    var isNew = verdict.caseId() == 0;
    var key = new CaseKey(account.brand(), isNew ? batch.newCases().next() : verdict.caseId());
    if (isNew) {
      batch.joining().opened(who.customerId(), key.id(), contact.at(), mention.text());
    }
    return new Joined(new MentionStore.Placed(contact.mention(), account, mention, reading, who.customerId(), key.id(),
      joined, verdict, batch.now()), isNew
        ? new Move.Opening(key, who.customerId(), who.name(), who.handle(), account.queue(), contact)
        : Move.Happening.of(key, new CaseEvent.Contacted(contact), CUSTOMER));
  }

  private static String joined(Joining.Verdict verdict, Known who) {
    if (verdict.caseId() == 0 || who.evidence().isEmpty() || verdict.joined().startsWith("named")) {
      return verdict.joined();
    }
    return verdict.joined() + "; same person: " + who.evidence();
  }

  private Contact contact(Mention mention, Reading reading, String joined) {
    var account = batch.account();
    var isPublic = mention.context().visibility() == Visibility.PUBLIC;
    var language = mention.context().language().isEmpty() ? "unknown" : mention.context().language();
    return new Contact(batch.ids().get(mention.externalId().value()), mention.postedAt(), batch.now(), reading.asks(),
      account.name(), account.channel(), isPublic, reading.mood(), reading.urgencies(),
      isPublic ? mention.author().followers() : 0, language, mention.context().replyUntil(),
      Text.line(mention.text(), TITLE_LENGTH), joined);
  }
}
