package dev.baton.connector.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.connector.OAuthTokens;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.TokenStore;
import dev.baton.demo.Fault;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refresh token works once: it must never be spent without the next one being kept. */
class XTokensTest extends XFixture {

  private static final Map<String, Object> KEYS =
    Map.of("client-id", "client", "client-secret", "secret", "refresh-token", "refresh-0");

  /** Keeps what it is given, unless it is told to fail. */
  private static final class Store implements TokenStore {

    private final List<String> saved = new ArrayList<>();
    private Throwable failure;
    /** Another node keeps what is as good, a moment before the next is kept. */
    private boolean isOvertaken;
    private boolean othersRenew;

    @Override
    public Future<Boolean> claim() {
      return Future.succeededFuture(!othersRenew);
    }

    @Override
    public Future<Optional<String>> load() {
      return failure instanceof Unopened ? Future.failedFuture(failure)
        : Future.succeededFuture(saved.isEmpty() ? Optional.empty() : Optional.of(saved.getLast()));
    }

    @Override
    public Future<Void> save(String value) {
      if (failure != null) {
        return Future.failedFuture(failure);
      }
      if (isOvertaken) {
        saved.add(new JsonObject(value).put("scope", "theirs").encode());
        isOvertaken = false;
        return Future.failedFuture(new Overtaken("x"));
      }
      saved.add(value);
      return Future.succeededFuture();
    }
  }

  private final Store store = new Store();

  @BeforeEach
  void renewing() {
    tokens = store;
    connect(KEYS);
  }

  @Test
  void the_first_read_renews_and_the_new_token_is_kept() {
    page("");
    assertEquals(1, network.tokens().renewals());
    assertEquals("refresh-1", new JsonObject(store.saved.getLast()).getString("refresh"));
    page("");
    assertEquals(1, network.tokens().renewals());
  }

  @Test
  void a_public_client_shows_its_id_instead_of_a_secret() {
    connect(Map.of("client-id", "client", "refresh-token", "refresh-0"));
    page("");
    assertEquals(1, network.tokens().renewals());
  }

  @Test
  void a_network_that_does_not_say_how_long_a_token_lives_is_not_asked_for_one_each_time() {
    network.faults().next("/2/oauth2/token", new Fault.Spoils(body -> body.replace("expires_in", "unsaid")));
    page("");
    page("");
    assertEquals(1, network.tokens().renewals());
  }

  @Test
  void after_two_hours_it_is_renewed_before_it_is_refused() {
    page("");
    clock.advance(Duration.ofMinutes(119).plusSeconds(30));
    page("");
    assertEquals(2, network.tokens().renewals());
  }

  @Test
  void a_token_that_is_refused_before_its_time_is_renewed_once_and_the_page_is_read() {
    var cursor = read("").cursor();
    network.mention(ANN, "@shop hello");
    network.tokens().revokeAccess();
    assertEquals(List.of("@shop hello"), read(cursor).texts());
    assertEquals(2, network.tokens().renewals());
  }

  @Test
  void a_restart_goes_on_with_what_was_kept() {
    page("");
    connect(KEYS);
    page("");
    clock.advance(Duration.ofHours(3));
    page("");
    assertEquals(2, network.tokens().renewals());
  }

  @Test
  void a_token_that_could_not_be_kept_is_not_used_and_not_lost() {
    store.failure = new IllegalStateException("the database is away");
    assertThrows(IllegalStateException.class, () -> await(connector.read("")));
    assertEquals(0, asked("/2/users"));
    store.failure = null;
    page("");
    assertEquals(1, network.tokens().renewals());
    assertEquals("refresh-1", new JsonObject(store.saved.getLast()).getString("refresh"));
  }

  @Test
  void two_nodes_use_what_either_renewed() {
    var other = connector(KEYS);
    page("");
    assertInstanceOf(ReadOutcome.Page.class, await(other.read("")));
    assertEquals(1, network.tokens().renewals());
    network.tokens().revokeAccess();
    page("");
    assertInstanceOf(ReadOutcome.Page.class, await(other.read("")));
    assertEquals(2, network.tokens().renewals());
    await(other.close());
  }

  @Test
  void while_another_node_renews_this_one_waits_a_moment_and_spends_nothing() {
    network.mention(ANN, "@shop hello");
    var draft = answerTo(read("").mentions().getFirst(), "Hi.");
    clock.advance(Duration.ofHours(3));
    store.othersRenew = true;
    assertEquals(new ReadOutcome.Wait(Duration.ofSeconds(2), "Another node is renewing the token"), await(connector.read("")));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.reply(draft)));
    assertEquals(1, network.tokens().renewals());
    store.othersRenew = false;
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
  }

  @Test
  void what_another_node_kept_meanwhile_is_used_instead_of_what_cannot_be_kept_over_it() {
    page("");
    clock.advance(Duration.ofHours(3));
    store.isOvertaken = true;
    page("");
    assertEquals("theirs", new JsonObject(store.saved.getLast()).getString("scope"), "nothing is kept over it");
    assertEquals(2, store.saved.size());
    assertEquals(2, network.tokens().renewals());
    page("");
    assertEquals(2, network.tokens().renewals());
  }

  @Test
  void a_spent_token_needs_a_person_and_a_new_one_mends_it() {
    connect(Map.of("client-id", "client", "client-secret", "secret", "refresh-token", "stolen"));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
    assertTrue(outcome.why().contains("new refresh-token"), outcome.why());
    assertFalse(outcome.why().contains("stolen"));
    connect(KEYS);
    page("");
  }

  @Test
  void a_newly_configured_token_is_used_instead_of_what_is_kept_of_the_old_one() {
    store.saved.add(OAuthTokens.configured(new dev.baton.config.Secret("older")).text());
    page("");
    assertEquals(1, network.tokens().renewals());
  }

  @Test
  void what_is_kept_under_another_key_needs_a_person_and_nothing_is_spent() {
    store.failure = new TokenStore.Unopened("was sealed with another key");
    assertEquals(new ReadOutcome.NeedsReconnect("was sealed with another key"), await(connector.read("")));
    assertEquals(0, network.tokens().renewals());
  }

  @Test
  void an_answer_for_which_no_token_could_be_had_has_not_left() {
    network.mention(ANN, "@shop hello");
    var draft = answerTo(read("").mentions().getFirst(), "Hi.");
    clock.advance(Duration.ofHours(3));
    network.faults().next("/2/oauth2/token", new Fault.HangsUpBefore());
    var failure = assertThrows(SourceException.class, () -> await(connector.reply(draft)));
    assertFalse(failure.bytesLeft());
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
  }

  @Test
  void no_token_is_ever_shown() {
    page("");
    var shown = OAuthTokens.parse(store.saved.getLast()).toString();
    assertFalse(shown.contains("refresh-1") || shown.contains("access-1"), shown);
  }

  @Test
  void half_of_what_signing_in_takes_is_a_mistake_in_the_configuration() {
    var settings = ConfigFolder.ofKeys("accounts.yaml", Map.of("client-id", "client", "budget-per-day", "-1"));
    new XChannel().access(settings);
    var problems = assertThrows(ConfigProblems.class, settings::finish).problems().toString();
    assertTrue(problems.contains("refresh-token is missing") && problems.contains("budget-per-day is '-1'"), problems);
    assertTrue(new XChannel().access(ConfigFolder.ofKeys("accounts.yaml", Map.of())).missing()
      .contains("client-id and refresh-token"));
  }
}
