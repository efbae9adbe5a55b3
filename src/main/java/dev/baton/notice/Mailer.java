package dev.baton.notice;

import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Hands letters to the mail server. What it accepts counts as told, though a bounce may come back to the sender. */
final class Mailer implements Post {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  /** Until the server has accepted it, from the first byte on. */
  private static final Duration TOTAL = Duration.ofSeconds(30);
  private static final int LONGEST_CAUSE = 300;
  /** What passwords are for; left to itself the client would offer ours as a token of another kind first. */
  private static final String SIGN_IN = "PLAIN LOGIN CRAM-MD5";

  private final MailConfig config;
  private final MailClient client;

  /** @param atOnce mails on their way at the same time */
  Mailer(Vertx vertx, MailConfig config, int atOnce) {
    this.config = config;
    this.client = MailClient.create(vertx, options(config).setMaxPoolSize(atOnce));
  }

  /** A connection for each mail: they are few, and servers close what is idle. */
  private static io.vertx.ext.mail.MailConfig options(MailConfig config) {
    var options = new io.vertx.ext.mail.MailConfig(config.host(), config.port());
    options.setConnectTimeout((int) CONNECT.toMillis()).setKeepAlive(false)
      .setIdleTimeout((int) TOTAL.toSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
    options.setSsl(config.security().equals("tls"))
      .setStarttls(config.security().equals("starttls") ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED);
    return config.user().isEmpty() ? options.setLogin(LoginOption.DISABLED)
      : options.setLogin(LoginOption.REQUIRED).setAuthMethods(SIGN_IN)
        .setUsername(config.user()).setPassword(config.password().value());
  }

  @Override
  public Future<PostOutcome> send(Letter letter) {
    return client.sendMail(mail(letter))
      .timeout(TOTAL.toMillis(), TimeUnit.MILLISECONDS)
      .<PostOutcome>map(taken -> new PostOutcome.Taken())
      .recover(e -> Future.succeededFuture(refused(e)));
  }

  private MailMessage mail(Letter letter) {
    return new MailMessage().setFrom(config.from()).setTo(letter.to().email())
      .setSubject(MailText.subject(letter)).setText(MailText.plain(letter)).setHtml(MailText.html(letter))
      .addHeader("Message-ID", "<" + letter.id() + "@" + domain() + ">")
      .addHeader("Auto-Submitted", "auto-generated");
  }

  private String domain() {
    return config.from().substring(config.from().lastIndexOf('@') + 1).replace(">", "");
  }

  /** An address that is none is refused here already. */
  private static PostOutcome refused(Throwable e) {
    var cause = Text.line(e.getMessage() == null ? e.toString() : e.getMessage(), LONGEST_CAUSE);
    return e instanceof SMTPException smtp && smtp.isPermanent() || e instanceof IllegalArgumentException
      ? new PostOutcome.Refused(cause) : new PostOutcome.TryLater(cause);
  }

  /** A connection that broke cannot say goodbye. */
  @Override
  public Future<Void> close() {
    return client.close().otherwiseEmpty();
  }
}
