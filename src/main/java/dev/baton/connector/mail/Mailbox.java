package dev.baton.connector.mail;

import static dev.baton.connector.mail.ImapLine.command;
import static dev.baton.connector.mail.ImapLine.search;

import jakarta.mail.MessagingException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.MailboxInfo;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * Reads a folder page by page. It is opened with EXAMINE and read with BODY.PEEK, so that nobody can see that we were
 * there. The cursor is a UID, never "what is unseen": somebody may have opened a mail on a telephone.
 */
final class Mailbox {

  /** Mails a page. */
  static final int PAGE = 50;
  /** UIDs looked through at once; in a mailbox of a hundred thousand all of them would be a long answer. */
  private static final int WINDOW = 2_000;
  /** Bytes asked for in one command, unless a single mail is longer. */
  private static final long AT_ONCE = 2 << 20;
  /** Bytes after which a page ends with the mails it has; fifty with pictures would fill the memory. */
  static final long PAGE_BYTES = 16 << 20;
  /** A line that breaks so often in a row while the same mail is fetched breaks because of it. */
  private static final int MOST_BREAKS = 6;
  /** IMAP's own; SEARCH knows days only, and a day's beginning depends on the server's zone. */
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ROOT);

  /** What a page brought. @param refused mails that the server would not give, with its words */
  record Page(List<RawMail> mails, List<Refused> refused, MailCursor cursor, boolean more) {}

  /** A mail that the server has and does not give. */
  record Refused(long uid, String words) {}

  private record Listed(long uid, Instant at, long size) {}

  private final String folder;
  private final Patience patience;
  private final InstantSource clock;
  private long brokeAt;
  private int breaks;

  Mailbox(String folder, Patience patience, InstantSource clock) {
    this.folder = folder;
    this.patience = patience;
    this.clock = clock;
  }

  /** @param cursor empty at the very first */
  Page read(ImapLine line, String cursor) throws MessagingException {
    return line.talk(imap -> {
      var box = open(imap);
      return page(imap, box, from(imap, box, cursor));
    });
  }

  /** The date of the newest mail and how many there are; for a check-up. */
  String newest(ImapLine line) throws MessagingException {
    return line.talk(imap -> {
      var box = open(imap);
      if (box.total == 0) {
        return "is empty";
      }
      var last = command(imap, "FETCH " + box.total + " (INTERNALDATE)").stream()
        .filter(FetchResponse.class::isInstance)
        .map(said -> date(((FetchResponse) said).getItem(INTERNALDATE.class))).findFirst();
      return "has " + box.total + " mails" + last.map(at -> ", the newest of " + at).orElse("");
    });
  }

  private MailboxInfo open(IMAPProtocol imap) throws ProtocolException {
    try {
      return imap.examine(folder);
    } catch (CommandFailedException e) {
      throw Words.isBusy(e) ? e : new NoFolder("the folder " + folder + " cannot be read: " + Words.of(e));
    }
  }

  private MailCursor from(IMAPProtocol imap, MailboxInfo box, String cursor) throws ProtocolException {
    if (cursor.isEmpty()) {
      return byDate(imap, box, clock.instant().minus(MailCursor.FIRST_LOOK));
    }
    var known = MailCursor.parse(cursor);
    return known.holdsFor(box.uidvalidity, box.uidnext) ? known
      : byDate(imap, box, known.lookBackTo());
  }

  /** Before the first mail that may be as young. UIDs are not in the order of dates: mails are moved and copied. */
  private MailCursor byDate(IMAPProtocol imap, MailboxInfo box, Instant floor) throws ProtocolException {
    var day = floor.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    var young = search(imap, "SINCE " + day.format(DAY));
    var highest = box.uidnext > 0 ? box.uidnext - 1 : search(imap, "UID *").stream().reduce(0L, Math::max);
    return new MailCursor(box.uidvalidity, young.isEmpty() ? highest : young.getFirst() - 1, floor, floor, highest + 1);
  }

  private Page page(IMAPProtocol imap, MailboxInfo box, MailCursor from) throws ProtocolException {
    var above = above(imap, box, from.uid());
    var page = above.subList(0, Math.min(PAGE, above.size()));
    if (page.isEmpty()) {
      return new Page(List.of(), List.of(), from, false);
    }
    var listed = list(imap, page);
    var wanted = listed.stream().filter(mail -> from.wants(mail.uid(), mail.at())).toList();
    var mails = new ArrayList<RawMail>();
    var refused = new ArrayList<Refused>();
    var end = clock.instant().plus(patience.enough());
    var done = 0;
    while (done < wanted.size() && (done == 0 || clock.instant().isBefore(end) && bytes(mails) < PAGE_BYTES)) {
      var group = group(wanted.subList(done, wanted.size()), breaks == 0);
      try {
        fetch(imap, group, mails, refused);
      } catch (ProtocolException e) {
        broke(group.getFirst().uid());
        if (done == 0) {
          throw e;
        }
        break;
      }
      done += group.size();
    }
    breaks = done == wanted.size() ? 0 : breaks;
    var upTo = done == wanted.size() ? page.getLast() : wanted.get(done - 1).uid();
    var latest = wanted.subList(0, done).stream().map(Listed::at).filter(at -> !at.isAfter(clock.instant()))
      .max(Comparator.naturalOrder()).orElse(from.newest());
    return new Page(mails, refused, from.after(upTo, latest), done < wanted.size() || above.size() > page.size());
  }

  /** {@code n:*} names the last mail even where it lies below n, so what is not above is left out. */
  private static List<Long> above(IMAPProtocol imap, MailboxInfo box, long uid) throws ProtocolException {
    if (box.uidnext > 0 && uid + 1 >= box.uidnext) {
      return List.of();
    }
    var near = uid + WINDOW;
    var found = search(imap, "UID " + (uid + 1) + ":" + near).stream().filter(n -> n > uid && n <= near).toList();
    return !found.isEmpty() && (found.size() > PAGE || box.uidnext > 0 && near + 1 >= box.uidnext) ? found
      : search(imap, "UID " + (uid + 1) + ":*").stream().filter(n -> n > uid).toList();
  }

  private List<Listed> list(IMAPProtocol imap, List<Long> uids) throws ProtocolException {
    return fetched(imap, "UID FETCH " + set(uids) + " (UID INTERNALDATE RFC822.SIZE)").stream()
      .map(said -> new Listed(said.getItem(UID.class).uid, date(said.getItem(INTERNALDATE.class)),
        said.getItem(RFC822SIZE.class) == null ? 0 : said.getItem(RFC822SIZE.class).size))
      .filter(mail -> uids.contains(mail.uid()))
      .sorted(Comparator.comparingLong(Listed::uid)).toList();
  }

  private Instant date(INTERNALDATE said) {
    return said == null || said.getDate() == null ? clock.instant() : said.getDate().toInstant();
  }

  private static long bytes(List<RawMail> mails) {
    return mails.stream().mapToLong(mail -> mail.bytes().length).sum();
  }

  /** From then on they are fetched one by one, so that it shows which it is. */
  private void broke(long uid) {
    breaks = brokeAt == uid ? breaks + 1 : 1;
    brokeAt = uid;
  }

  private static List<Listed> group(List<Listed> mails, boolean several) {
    var bytes = mails.getFirst().size();
    var count = 1;
    while (several && count < mails.size() && (bytes += mails.get(count).size()) <= AT_ONCE) {
      count++;
    }
    return mails.subList(0, count);
  }

  /**
   * What the server says no to is asked for one by one, so that one mail it cannot give is not in the way of others.
   */
  private void fetch(IMAPProtocol imap, List<Listed> group, List<RawMail> mails, List<Refused> refused)
    throws ProtocolException {
    var uid = group.getFirst().uid();
    if (breaks >= MOST_BREAKS && brokeAt == uid) {
      refused.add(new Refused(uid, "the connection breaks whenever it is fetched, " + breaks + " times in a row"));
      return;
    }
    try {
      mails.addAll(bodies(imap, group));
    } catch (CommandFailedException e) {
      if (group.size() == 1) {
        refused.add(new Refused(uid, "the server does not give it: " + e.getMessage()));
        return;
      }
      for (var one : group) {
        fetch(imap, List.of(one), mails, refused);
      }
    }
  }

  private List<RawMail> bodies(IMAPProtocol imap, List<Listed> group) throws ProtocolException {
    var most = patience.maxMail();
    var said = fetched(imap, "UID FETCH " + set(group.stream().map(Listed::uid).toList())
      + " (UID BODY.PEEK[]<0." + most + ">)");
    var mails = new ArrayList<RawMail>();
    for (var mail : group) {
      // One that is not in the answer was deleted meanwhile.
      said.stream().filter(s -> s.getItem(UID.class).uid == mail.uid() && s.getItem(BODY.class) != null).findFirst()
        .map(s -> s.getItem(BODY.class).getByteArray())
        .ifPresent(bytes -> mails.add(new RawMail(mail.uid(), mail.at(), mail.size(),
          bytes == null ? new byte[0] : bytes.getNewBytes(), bytes != null && bytes.getCount() >= most)));
    }
    return mails;
  }

  private static List<FetchResponse> fetched(IMAPProtocol imap, String command) throws ProtocolException {
    return command(imap, command).stream().filter(FetchResponse.class::isInstance).map(FetchResponse.class::cast)
      .filter(said -> said.getItem(UID.class) != null).toList();
  }

  private static String set(List<Long> uids) {
    return uids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
