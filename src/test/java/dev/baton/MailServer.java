package dev.baton;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import javax.net.ssl.SSLContext;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server that refuses whom it is told to refuse, and keeps the rest. */
public final class MailServer implements AutoCloseable {

  /** As it came, a byte a character. */
  public record Mail(String from, String to, String raw) {

    /** Of the header, as it stands there. */
    public String header(String name) {
      return raw.substring(0, raw.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ").lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("");
    }
  }

  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final Map<String, RejectException> refused = new ConcurrentHashMap<>();
  private final AtomicReference<RejectException> down = new AtomicReference<>();
  private final SMTPServer server;

  public MailServer() {
    this(SMTPServer.port(0));
  }

  /** That offers STARTTLS with this certificate. */
  public MailServer(SSLContext certificate) {
    this(SMTPServer.port(0).enableTLS().startTlsSocketFactory(certificate));
  }

  private MailServer(SMTPServer.Builder builder) {
    ((Logger) LoggerFactory.getLogger("org.subethamail")).setLevel(Level.ERROR);
    server = builder.messageHandlerFactory(this::handler).insertReceivedHeaders(false).build();
    server.start();
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** From now on mails to this address are refused so. */
  public void refuse(String address, int code, String words) {
    refused.put(address, new RejectException(code, words));
  }

  /** From now on nothing is taken. */
  public void refuseAll(int code, String words) {
    down.set(new RejectException(code, words));
  }

  /** From now on everything is taken. */
  public void takeAll() {
    refused.clear();
    down.set(null);
  }

  /** In the order in which they came. */
  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  public List<Mail> mailsTo(String address) {
    return mails.stream().filter(m -> m.to().equals(address)).toList();
  }

  private MessageHandler handler(MessageContext context) {
    return new MessageHandler() {
      private String from;
      private String to;

      @Override
      public void from(String address) throws RejectException {
        if (down.get() != null) {
          throw down.get();
        }
        from = address;
      }

      @Override
      public void recipient(String address) throws RejectException {
        if (refused.containsKey(address)) {
          throw refused.get(address);
        }
        to = address;
      }

      @Override
      public String data(InputStream text) throws IOException {
        mails.add(new Mail(from, to, new String(text.readAllBytes(), StandardCharsets.ISO_8859_1)));
        return "kept";
      }

      @Override
      public void done() {
        // nothing to clear away
      }
    };
  }

  @Override
  public void close() {
    server.stop();
  }
}
