package dev.baton.connector.mail;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.connector.Receipt;
import dev.baton.mention.Mention;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sorts the mails of a page: what customers wrote, what became of our answers, and what cannot be understood. */
final class Sorting {

  private static final Logger log = LoggerFactory.getLogger(Sorting.class);

  /** Of a mail that is set aside, enough for its headers. */
  private static final int MAX_RAW = 2_000;

  private final String account;
  private final MailReader reader;

  Sorting(String account, MailReader reader) {
    this.account = account;
    this.reader = reader;
  }

  Brought sort(Mailbox.Page page) {
    var said = new ArrayList<Mention>();
    var receipts = new ArrayList<Receipt>();
    var unreadable = new ArrayList<Unreadable>();
    var passed = new TreeMap<String, Integer>();
    for (var raw : page.mails()) {
      try {
        switch (reader.read(raw, page.cursor().validity())) {
          case MailReader.Sorted.Said(var mention) -> said.add(mention);
          case MailReader.Sorted.Bounced(var receipt) -> receipts.add(receipt);
          case MailReader.Sorted.PassedOver(var why) -> passed.merge(why, 1, Integer::sum);
        }
      } catch (RuntimeException | StackOverflowError e) {
        unreadable.add(aside(raw, e));
      }
    }
    page.refused().forEach(mail -> unreadable.add(
      new Unreadable("uid-" + page.cursor().validity() + "-" + mail.uid(), mail.words(), "")));
    if (!passed.isEmpty()) {
      log.info("mails passed over account={} by={}", account, passed);
    }
    return new Brought(said, List.of(), receipts, unreadable);
  }

  private static Unreadable aside(RawMail raw, Throwable e) {
    var beginning = new String(raw.bytes(), 0, Math.min(raw.bytes().length, MAX_RAW), StandardCharsets.ISO_8859_1);
    return Fields.unreadable(MessageIds.artificial(beginning), beginning, e instanceof RuntimeException known ? known
      : new IllegalArgumentException("the mail is built too deep"));
  }
}
