package dev.baton.connector.mail;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/** The folder with the copies of what was sent: where a lost answer is looked for, and where our copies go. */
final class SentFolder {

  private static final String MARK = "\\Sent";
  /** Where a server marks none. */
  private static final List<String> USUAL = List.of("Sent", "Sent Items", "Sent Messages", "INBOX.Sent", "INBOX/Sent",
    "Gesendet", "Gesendete Elemente", "Gesendete Objekte");
  /** A mailbox has dozens of folders. */
  private static final int MOST_FOLDERS = 5_000;

  private final String configured;

  /** @param configured its name; empty for what the server says */
  SentFolder(String configured) {
    this.configured = configured;
  }

  /** Whether a mail with this id lies there. */
  boolean has(ImapLine line, String id) throws MessagingException {
    return line.talk(imap -> {
      var folder = name(imap);
      return folder.isPresent() && has(imap, folder.get(), id);
    });
  }

  /** Puts a copy there, unless there is one. @return false where there is no such folder */
  boolean file(ImapLine line, Letter letter) throws MessagingException {
    return line.talk(imap -> {
      var folder = name(imap);
      if (folder.isPresent() && !has(imap, folder.get(), letter.id())) {
        imap.append(folder.get(), new Flags(Flags.Flag.SEEN), new Date(), new Bytes(letter.bytes()));
      }
      return folder.isPresent();
    });
  }

  private static boolean has(IMAPProtocol imap, String folder, String id) throws ProtocolException {
    imap.examine(folder);
    return !ImapLine.search(imap, "HEADER Message-ID \"" + id + "\"").isEmpty();
  }

  /** Its name on this server; empty where it has none. */
  Optional<String> name(IMAPProtocol imap) throws ProtocolException {
    if (!configured.isEmpty()) {
      return Optional.of(configured);
    }
    var listed = imap.list("", "*");
    var all = listed == null ? List.<ListInfo>of() : Arrays.stream(listed).limit(MOST_FOLDERS).toList();
    return all.stream().filter(f -> Arrays.stream(f.attrs).anyMatch(MARK::equalsIgnoreCase)).map(f -> f.name)
      .findFirst()
      .or(() -> USUAL.stream().filter(name -> all.stream().anyMatch(f -> f.name.equals(name))).findFirst());
  }

  private record Bytes(byte[] bytes) implements Literal {

    @Override
    public int size() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }
}
