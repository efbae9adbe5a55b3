package dev.baton.connector.x;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tries an account out: who it is, what its token allows, whether reading is paid for. Costs a few cents at most. */
final class XCheck {

  /** The fewest the network gives in a page of mentions. */
  private static final int FEWEST = 5;

  private final XApi api;
  private final XAccount account;
  private final OAuthSession session;
  private final XConfig config;
  private final Instant now;
  private final List<Checked> lines = new ArrayList<>();

  XCheck(XApi api, XAccount account, OAuthSession session, XConfig config, Instant now) {
    this.api = api;
    this.account = account;
    this.session = session;
    this.config = config;
    this.now = now;
  }

  Future<List<Checked>> run() {
    return who()
      .compose(known -> known ? scopes().compose(v -> credits()).compose(v -> messages()) : Future.succeededFuture())
      .recover(e -> {
        lines.add(CheckUp.unreached(e));
        return Future.succeededFuture();
      })
      .map(v -> {
        webhook();
        return List.copyOf(lines);
      });
  }

  private Future<Boolean> who() {
    if (!config.userId().isEmpty()) {
      add("credentials", true, "are used for the user " + config.userId() + ", as configured");
      return Future.succeededFuture(true);
    }
    return account.ask().map(heard -> {
      boolean fine = heard instanceof Heard.Fine;
      add("credentials", fine, fine ? "are accepted; the account is @" + account.me().username()
        : words(heard) + (heard instanceof Heard.TurnedDown ? " (an app's token is nobody's: fill in user-id)" : ""));
      return fine;
    });
  }

  private Future<Void> scopes() {
    if (session.scope().isEmpty()) {
      add("scopes", true, "X does not say what this token allows; it needs " + String.join(" ", needed().toList()));
      return Future.succeededFuture();
    }
    var given = Arrays.asList(session.scope().split("\\s+"));
    var lacking = needed().filter(scope -> !given.contains(scope)).collect(Collectors.joining(" "));
    add("scopes", lacking.isEmpty(), lacking.isEmpty() ? "are all there"
      : "lack " + lacking + ": let the account authorise Baton again with them");
    return Future.succeededFuture();
  }

  private Stream<String> needed() {
    return Stream.concat(Stream.of("tweet.read", "users.read", "tweet.write"), Stream.concat(
      config.readsMessages() ? Stream.of("dm.read", "dm.write") : Stream.empty(),
      config.credentials().renews() ? Stream.of("offline.access") : Stream.empty()));
  }

  /** Only a read shows whether it is paid for. */
  private Future<Void> credits() {
    var recently = XRun.first(now);
    return api.mentions(account.me().id(), recently, FEWEST).map(heard -> {
      boolean broke = heard instanceof Heard.TurnedDown(var status, var why) && status == 402;
      add(broke ? "credits" : "reading", heard instanceof Heard.Fine,
        heard instanceof Heard.Fine ? "mentions can be read, and are paid for" : words(heard));
      return null;
    });
  }

  private Future<Void> messages() {
    return config.readsMessages() ? api.messages(XRun.first(now), 1).map(heard -> {
      add("direct messages", heard instanceof Heard.Fine, heard instanceof Heard.Fine ? "can be read"
        : words(heard) + ": give the token the scope dm.read, or set dms: false");
      return null;
    }) : Future.succeededFuture();
  }

  private void webhook() {
    add("webhook", true, config.consumerSecret().isEmpty()
      ? "is not set up; mentions are polled. To have them sent, fill in consumer-secret"
      : "is answered; register this account's /hooks address with X, without a port");
  }

  private void add(String what, boolean isWell, String words) {
    lines.add(new Checked(what, isWell, words));
  }

  private static String words(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> "";
      case Heard.Wait(var pause, var why) -> why + "; ask again in " + Math.max(1, pause.toSeconds()) + " s";
      case Heard.Unwelcome(var why) -> why;
      case Heard.TurnedDown(var status, var why) -> why;
    };
  }
}
