package dev.baton.connector.mail;

import dev.baton.Eventually;
import dev.baton.config.Secret;
import dev.baton.connector.mail.MailConfig.Door;
import dev.baton.connector.mail.MailConfig.Filing;
import dev.baton.connector.mail.MailConfig.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Dovecot and Postfix as Debian has them, in the foreground, with a folder, ports and users of their own; nothing of
 * the machine's.
 */
final class RealServers implements AutoCloseable {

  static final String DESK = "help@northwind.example";
  static final String ANN = "ann@customer.example";
  private static final String INSTALL = "needs root and Debian's packages: apt-get install dovecot-imapd "
    + "dovecot-lmtpd postfix openssl";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final List<Process> running = new ArrayList<>();
  final int imap = free();
  final int imaps = free();
  final int smtp = free();
  private final int lmtp = free();
  private final int auth = free();

  RealServers() {
    for (var program : List.of("/usr/sbin/dovecot", "/usr/sbin/postfix", "/usr/lib/dovecot/lmtp")) {
      if (!Files.isExecutable(Path.of(program)) || !System.getProperty("user.name").equals("root")) {
        throw new AssertionError(program + " cannot be started: this test " + INSTALL);
      }
    }
    try {
      folder = Files.createTempDirectory("baton-mail");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      dovecot();
      postfix();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Stream.of(imap, imaps, lmtp, smtp).forEach(port -> Eventually.until("port " + port + " answers: see " + folder,
      START, () -> answers(port)));
  }

  private void dovecot() throws IOException {
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
      "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem");
    var mails = Files.createDirectory(folder.resolve("mail"));
    run("chown", "mail:mail", mails.toString());
    Files.writeString(folder.resolve("users"), user(DESK, "right") + user(ANN, "ann"));
    Files.writeString(folder.resolve("dovecot.conf"), """
      base_dir = FOLDER/run
      state_dir = FOLDER/state
      log_path = FOLDER/dovecot.log
      protocols = imap lmtp
      listen = 127.0.0.1
      ssl = yes
      ssl_cert = <FOLDER/cert.pem
      ssl_key = <FOLDER/key.pem
      disable_plaintext_auth = no
      auth_mechanisms = plain login
      mail_location = maildir:FOLDER/mail/%u
      first_valid_uid = 1
      mail_uid = mail
      mail_gid = mail
      passdb {
        driver = passwd-file
        args = FOLDER/users
      }
      userdb {
        driver = passwd-file
        args = FOLDER/users
      }
      namespace inbox {
        inbox = yes
        mailbox "Outgoing" {
          auto = create
          special_use = \\Sent
        }
      }
      service imap-login {
        inet_listener imap {
          port = IMAPPORT
        }
        inet_listener imaps {
          port = IMAPSPORT
        }
      }
      service lmtp {
        inet_listener lmtp {
          address = 127.0.0.1
          port = LMTPPORT
        }
      }
      service auth {
        inet_listener {
          address = 127.0.0.1
          port = AUTHPORT
        }
      }
      """.replace("FOLDER", folder.toString()).replace("IMAPSPORT", "" + imaps).replace("IMAPPORT", "" + imap)
      .replace("LMTPPORT", "" + lmtp).replace("AUTHPORT", "" + auth));
    start("/usr/sbin/dovecot", "-F", "-c", folder + "/dovecot.conf");
  }

  /** Debian's user "mail" owns the files; root may not. */
  private String user(String name, String password) {
    return name + ":{PLAIN}" + password + ":8:8::" + folder + "/mail/" + name + "\n";
  }

  private void postfix() throws IOException {
    var config = Files.createDirectory(folder.resolve("postfix"));
    Files.createDirectory(folder.resolve("spool"));
    run("chown", "postfix", Files.createDirectory(folder.resolve("data")).toString());
    Files.writeString(config.resolve("main.cf"), """
      compatibility_level = 3.6
      queue_directory = FOLDER/spool
      data_directory = FOLDER/data
      maillog_file_prefixes = FOLDER
      maillog_file = FOLDER/postfix.log
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      myhostname = mx.northwind.example
      mydestination = northwind.example, customer.example
      local_transport = lmtp:inet:127.0.0.1:LMTPPORT
      local_recipient_maps =
      mynetworks =
      smtpd_sasl_auth_enable = yes
      smtpd_sasl_type = dovecot
      smtpd_sasl_path = inet:127.0.0.1:AUTHPORT
      smtpd_relay_restrictions = permit_sasl_authenticated, reject
      smtpd_tls_cert_file = FOLDER/cert.pem
      smtpd_tls_key_file = FOLDER/key.pem
      smtpd_tls_security_level = may
      """.replace("FOLDER", folder.toString()).replace("LMTPPORT", "" + lmtp).replace("AUTHPORT", "" + auth));
    Files.writeString(config.resolve("master.cf"), """
      127.0.0.1:SMTPPORT inet n - n - - smtpd
      pickup unix n - n 60 1 pickup
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      tlsmgr unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      verify unix - - n - 1 verify
      flush unix n - n 1000? 0 flush
      proxymap unix - - n - - proxymap
      smtp unix - - n - - smtp
      showq unix n - n - - showq
      error unix - - n - - error
      retry unix - - n - - error
      discard unix - - n - - discard
      lmtp unix - - n - - lmtp
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      postlog unix-dgram n - n - 1 postlogd
      """.replace("SMTPPORT", "" + smtp));
    start("/usr/sbin/postfix", "-c", config.toString(), "start-fg");
  }

  /** The desk's account; without TLS, for there is a tap on the line. */
  MailConfig desk(int imapPort, int smtpPort) {
    return config(new Door("127.0.0.1", imapPort, Security.OFF), new Door("127.0.0.1", smtpPort, Security.OFF));
  }

  /** The desk's account as it is used: TLS from the first byte to read, STARTTLS to send. */
  MailConfig secured() {
    return config(new Door("localhost", imaps, Security.TLS), new Door("localhost", smtp, Security.STARTTLS));
  }

  static MailConfig config(Door imap, Door smtp) {
    return new MailConfig(imap, smtp, DESK, new Secret("right"), new Secret(""), DESK, "Northwind Help", DESK, "INBOX",
      "",
      Set.of(DESK), Filing.BATON);
  }

  MailConfig ann() {
    return new MailConfig(new Door("127.0.0.1", imap, Security.OFF), new Door("127.0.0.1", smtp, Security.OFF), ANN,
      new Secret("ann"), new Secret(""), ANN, "Ann Archer", ANN, "INBOX", "", Set.of(ANN), Filing.BATON);
  }

  /** The names of the desk's mails on the disk; what follows {@code :2,} are their flags. */
  List<String> names() {
    var box = folder.resolve("mail").resolve(DESK);
    return Stream.of("new", "cur").flatMap(sub -> Stream.of(box.resolve(sub).toFile().list())).toList();
  }

  /** As after a mailbox was restored from a backup: all UIDs are forgotten. */
  void forgetUids() {
    try (var files = Files.list(folder.resolve("mail").resolve(DESK))) {
      for (var file : files.filter(f -> f.getFileName().toString().startsWith("dovecot")).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int free() {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return taken.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean answers(int port) {
    try (var caller = new Socket("127.0.0.1", port)) {
      return caller.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void start(String... command) throws IOException {
    running.add(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("out.log").toFile())
      .start());
  }

  private static void run(String... command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Postfix's foreground is a script before its master, so it is told in its own words. */
  @Override
  public void close() {
    try {
      run("/usr/sbin/postfix", "-c", folder + "/postfix", "stop");
      running.forEach(Process::destroy);
      running.forEach(process -> Eventually.until("it has ended", () -> !process.isAlive()));
      run("rm", "-r", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
