package dev.baton.connector.mail;

import org.eclipse.angus.mail.iap.ProtocolException;

/** The folder is not there, or not ours to read. */
final class NoFolder extends ProtocolException {

  private static final long serialVersionUID = 1L;

  NoFolder(String message) {
    super(message);
  }
}
