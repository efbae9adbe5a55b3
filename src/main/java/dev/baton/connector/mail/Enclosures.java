package dev.baton.connector.mail;

import static dev.baton.connector.mail.ImapLine.command;
import static dev.baton.connector.mail.ImapLine.search;

import dev.baton.connector.OffLimits;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * Gets what is attached to a mail, part by part: where it lay when it was read, else wherever its Message-ID is found.
 * On a connection of its own, since a large file takes long and reading must not wait for it.
 */
final class Enclosures {

  /** A mail that was put away lies in one of the first; a mailbox of thousands is not looked through for a picture. */
  private static final int MOST_FOLDERS = 40;
  /** Where people and rules put mails, before all others. */
  private static final List<String> LIKELY = List.of("\\archive", "\\all", "\\trash", "\\junk", "\\flagged");
  private static final int OK = 200;

  private final MailSessions sessions;
  private final Hands hands;
  private final KeptLine line;

  Enclosures(MailSessions sessions, Hands hands) {
    this.sessions = sessions;
    this.hands = hands;
    this.line = new KeptLine(sessions);
  }

  /** Failed with an {@link OffLimits} where it is gone, or too large. */
  Future<Wire.Answer> get(String url) {
    PartAddress part;
    try {
      part = PartAddress.parse(url);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(new OffLimits(e.getMessage()));
    }
    return hands.fetch(line::cut, sessions.patience().total(),
        () -> line.use(open -> open.talk(imap -> found(imap, part))))
      .recover(e -> Future.failedFuture(SourceException.unanswered(
        sessions.config().imap().host() + " does not give it now: " + Words.of(e), e)))
      .map(encoded -> decoded(part, encoded.orElseThrow(() ->
        new OffLimits("the mail is not in the mailbox any more, or its part is empty"))))
      .map(bytes -> new Wire.Answer(OK, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(bytes)));
  }

  private Optional<byte[]> found(IMAPProtocol imap, PartAddress part) throws ProtocolException {
    var box = imap.examine(sessions.config().folder());
    var there = box.uidvalidity == part.validity() ? bytes(imap, part.uid(), part.section()) : Optional.<byte[]>empty();
    if (there.isPresent() || part.id().isEmpty()) {
      return there;
    }
    for (var folder : folders(imap)) {
      there = within(imap, folder, part);
      if (there.isPresent()) {
        return there;
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> within(IMAPProtocol imap, String folder, PartAddress part) throws ProtocolException {
    try {
      imap.examine(folder);
      var uids = search(imap, "HEADER Message-ID \"" + part.id() + "\"");
      return uids.isEmpty() ? Optional.empty() : bytes(imap, uids.getLast(), part.section());
    } catch (CommandFailedException e) {
      return Optional.empty(); // one that is not ours to read
    }
  }

  /** The one that is read, and then the likely ones first. */
  private List<String> folders(IMAPProtocol imap) throws ProtocolException {
    var listed = imap.list("", "*");
    var names = new ArrayList<>(List.of(sessions.config().folder()));
    Arrays.stream(listed == null ? new ListInfo[0] : listed).filter(f -> f.canOpen)
      .sorted(Comparator.comparingInt(Enclosures::likely)).map(f -> f.name)
      .filter(name -> !name.equalsIgnoreCase(sessions.config().folder())).limit(MOST_FOLDERS).forEach(names::add);
    return names;
  }

  private static int likely(ListInfo folder) {
    return Arrays.stream(folder.attrs).map(mark -> LIKELY.indexOf(mark.toLowerCase(java.util.Locale.ROOT)))
      .filter(place -> place >= 0).min(Comparator.naturalOrder()).orElse(LIKELY.size());
  }

  private Optional<byte[]> bytes(IMAPProtocol imap, long uid, String section) throws ProtocolException {
    return command(imap, "UID FETCH " + uid + " (UID BODY.PEEK[" + section + "]<0." + mostEncoded() + ">)").stream()
      .filter(FetchResponse.class::isInstance).map(FetchResponse.class::cast)
      .filter(said -> said.getItem(UID.class) != null && said.getItem(UID.class).uid == uid
        && said.getItem(BODY.class) != null && said.getItem(BODY.class).getByteArray() != null)
      .map(said -> said.getItem(BODY.class).getByteArray().getNewBytes()).filter(b -> b.length > 0).findFirst();
  }

  /** Letters make it a third longer, and their lines a little more. */
  private int mostEncoded() {
    return sessions.patience().maxMail() / 2 * 3;
  }

  private byte[] decoded(PartAddress part, byte[] encoded) {
    var most = sessions.patience().maxMail();
    var bytes = encoded;
    try {
      bytes = part.encoding().isEmpty() ? encoded
        : MimeParts.read(MimeUtility.decode(new ByteArrayInputStream(encoded), part.encoding()), most + 1);
    } catch (IOException | MessagingException | RuntimeException e) {
      // in an encoding that nobody knows, it is kept as it came
    }
    if (bytes.length > most || encoded.length >= mostEncoded()) {
      throw new OffLimits("it is larger than " + Math.max(1, most >> 20) + " MB");
    }
    return bytes;
  }

  void close() {
    line.cut();
  }
}
