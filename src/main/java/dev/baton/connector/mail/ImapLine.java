package dev.baton.connector.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** One signed-in connection to the mailbox's server. It waits, so it is only used on a thread of {@link Hands}. */
final class ImapLine {

  /** Several commands in a row on the same connection. */
  @FunctionalInterface
  interface Talk<T> {
    T with(IMAPProtocol imap) throws ProtocolException;
  }

  private final Store store;

  private ImapLine(Store store) {
    this.store = store;
  }

  /** @param readMillis until the next byte */
  static ImapLine open(MailSessions sessions, Sockets sockets, long readMillis) throws MessagingException {
    var store = sessions.imap(sockets, readMillis).getStore("imap");
    sessions.signIn(store, sessions.config().imap());
    return new ImapLine(store);
  }

  @SuppressWarnings("unchecked")
  <T> T talk(Talk<T> talk) throws MessagingException {
    return (T) ((IMAPFolder) store.getDefaultFolder()).doCommand(talk::with);
  }

  boolean isOpen() {
    return store.isConnected();
  }

  /** Says goodbye where it can. */
  void close() {
    try {
      store.close();
    } catch (MessagingException e) {
      // it is closed all the same
    }
  }

  /** All that the server said to a command that it carried out. @throws ProtocolException where it did not */
  static List<IMAPResponse> command(IMAPProtocol imap, String command) throws ProtocolException {
    var said = imap.command(command, null);
    imap.notifyResponseHandlers(said);
    imap.handleResult(said[said.length - 1]);
    return Arrays.stream(said).filter(IMAPResponse.class::isInstance).map(IMAPResponse.class::cast).toList();
  }

  /** The UIDs that match, ascending. @param criteria such as {@code UID 7:*} */
  static List<Long> search(IMAPProtocol imap, String criteria) throws ProtocolException {
    var found = new ArrayList<Long>();
    for (var response : command(imap, "UID SEARCH " + criteria)) {
      if (response.keyEquals("SEARCH")) {
        for (var number = response.readLong(); number != -1; number = response.readLong()) {
          found.add(number);
        }
      }
    }
    return found.stream().distinct().sorted().toList();
  }

  /** True if the server said that something is there. */
  static boolean isNews(Response response) {
    return response instanceof IMAPResponse imap && (imap.keyEquals("EXISTS") || imap.keyEquals("RECENT"));
  }
}
