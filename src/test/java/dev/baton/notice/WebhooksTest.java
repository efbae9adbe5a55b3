package dev.baton.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.MovedClock;
import dev.baton.WebhookServer;
import dev.baton.config.Secret;
import dev.baton.people.Person;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The forms in which programs and chats are told, and the signature by which they know us. */
@ExtendWith(EventLoops.class)
class WebhooksTest {

  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final Vertx vertx;
  private final MovedClock clock = new MovedClock(SomeLetters.AT.plusSeconds(5));
  private WebhookServer server;

  WebhooksTest(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    server = new WebhookServer(vertx);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Person maria(String style) {
    return SomeLetters.maria(Map.of("BATON_PEOPLE_MARIA_WEBHOOK", server.address("/hook?token=1"),
      "BATON_PEOPLE_MARIA_WEBHOOK_STYLE", style));
  }

  private WebhookServer.Call sent(Letter letter, String key) {
    assertInstanceOf(PostOutcome.Taken.class, new Webhooks(vertx, new Secret(key), clock).send(letter).await());
    return server.calls().getLast();
  }

  @Test
  void a_program_gets_batons_own_json_signed_over_what_it_received() throws Exception {
    var call = sent(SomeLetters.asking(maria("generic"), true), KEY);
    assertEquals("/hook?token=1", call.path());
    assertEquals("application/json", call.headers().get("Content-Type"));
    assertEquals("0f2b", call.headers().get("webhook-id"));
    assertEquals(String.valueOf(clock.instant().getEpochSecond()), call.headers().get("webhook-timestamp"));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY.substring(6)), "HmacSHA256"));
    var signed = "0f2b." + call.headers().get("webhook-timestamp") + "." + call.body().toString(StandardCharsets.UTF_8);
    assertEquals("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))),
      call.headers().get("webhook-signature"));

    var json = call.json();
    assertEquals("baton.notices", json.getString("type"));
    assertEquals("2026-03-02T10:00:00Z", json.getString("timestamp"));
    assertEquals("maria", json.getJsonObject("data").getJsonObject("person").getString("id"));
    var of = json.getJsonObject("data").getJsonArray("cases").getJsonObject(0);
    assertEquals("B-1001-MV", of.getString("reference"));
    assertEquals("https://desk.example/cases/1001", of.getString("link"));
    assertEquals(List.of("You are asked for an answer", "No pickup in time"), of.getJsonArray("words").getList());
    var asked = of.getJsonArray("asked").getJsonObject(0);
    assertEquals(SomeLetters.NASTY, asked.getString("question"));
    assertEquals("https://desk.example/leg#token", asked.getString("link"));
    assertEquals("2026-03-02T11:00:00Z", asked.getString("acceptBy"));
  }

  @Test
  void without_a_key_nothing_is_signed() {
    var headers = sent(SomeLetters.of(maria("generic"), 1), "").headers();
    assertTrue(headers.contains("webhook-id"));
    assertFalse(headers.contains("webhook-signature"));
  }

  @Test
  void slack_gets_a_text_in_which_nothing_but_our_links_does_anything() {
    var json = sent(SomeLetters.asking(maria("slack"), true), KEY).json();
    assertEquals(List.of("text"), List.copyOf(json.fieldNames()));
    var text = json.getString("text");
    assertTrue(text.startsWith("*B-1001-MV*\nYou are asked for an answer\nNo pickup in time\n"
      + "<https://desk.example/cases/1001|Open the case>\nAna Lima asks Billing:\n"
      + "> Is it &lt;b&gt;us&lt;/b&gt; &amp; \"them\"? "), text);
    assertTrue(text.contains("\n> .\n> ..\n"), text);
    assertTrue(text.contains("Accept it by Monday 2 March 2026, 11:00."), text);
    assertTrue(text.contains("<https://desk.example/leg#token|"), text);
    assertFalse(text.contains("@channel") || text.contains("@Here ") || text.contains("<b>"), text);
  }

  @Test
  void teams_gets_a_card_whose_words_are_runs_of_text_and_whose_links_are_buttons() {
    var json = sent(SomeLetters.asking(maria("teams"), true), KEY).json();
    assertEquals("message", json.getString("type"));
    var attachment = json.getJsonArray("attachments").getJsonObject(0);
    assertEquals("application/vnd.microsoft.card.adaptive", attachment.getString("contentType"));
    assertTrue(attachment.containsKey("contentUrl"));
    var card = attachment.getJsonObject("content");
    assertEquals("AdaptiveCard", card.getString("type"));
    assertEquals("http://adaptivecards.io/schemas/adaptive-card.json", card.getString("$schema"));
    var body = card.getJsonArray("body").stream().map(JsonObject.class::cast).toList();
    assertEquals("RichTextBlock,RichTextBlock,RichTextBlock,ActionSet,RichTextBlock,RichTextBlock,RichTextBlock,"
      + "RichTextBlock,ActionSet", body.stream().map(b -> b.getString("type")).collect(Collectors.joining(",")));
    assertEquals(new JsonObject().put("type", "TextRun").put("text", SomeLetters.NASTY).put("italic", true),
      body.get(5).getJsonArray("inlines").getJsonObject(0), "runs know no Markdown, so it stays as it is");
    var button = body.get(8).getJsonArray("actions").getJsonObject(0);
    assertEquals("https://desk.example/leg#token", button.getString("url"));
    assertEquals("Action.OpenUrl", button.getString("type"));
  }

  @Test
  void chats_are_told_of_a_few_cases_and_how_many_more_there_are() {
    var text = sent(SomeLetters.of(maria("slack"), 20), "").json().getString("text");
    assertTrue(text.endsWith("*And 15 cases more*\n<https://desk.example|See them all>"), text);
    var whole = sent(SomeLetters.of(maria("generic"), 20), "").json();
    assertEquals(20, whole.getJsonObject("data").getJsonArray("cases").size());
  }

  @Test
  void what_answers_may_mean() {
    var webhooks = new Webhooks(vertx, Secret.NONE, clock);
    for (var status : List.of(200, 202, 204)) {
      server.answer(status);
      assertInstanceOf(PostOutcome.Taken.class, webhooks.send(SomeLetters.of(maria("slack"), 1)).await());
    }
    for (var status : List.of(408, 429, 500, 503)) {
      server.answer(status);
      assertEquals(new PostOutcome.TryLater("localhost answered " + status),
        webhooks.send(SomeLetters.of(maria("slack"), 1)).await());
    }
    for (var status : List.of(301, 307, 400, 401, 404, 410)) {
      server.answer(status);
      assertEquals(new PostOutcome.Refused("localhost answered " + status),
        webhooks.send(SomeLetters.of(maria("slack"), 1)).await());
    }
    var nowhere = maria("generic");
    server.close();
    var outcome = webhooks.send(SomeLetters.of(nowhere, 1)).await();
    assertInstanceOf(PostOutcome.TryLater.class, outcome);
    assertFalse(outcome.toString().contains("token=1"), "the address is a secret");
  }
}
