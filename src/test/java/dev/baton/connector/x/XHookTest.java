package dev.baton.connector.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Visibility;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The challenge, the signature and the envelopes of the Activity API, in the documented form. */
class XHookTest {

  private static final String SECRET = "test-consumer-secret";
  private static final Instant NOW = Instant.parse("2026-07-24T21:30:00Z");

  private final Hook hook = new XHook(List.of(new Secret(SECRET), new Secret("the one before")), () -> Me.UNKNOWN);

  private static Hook.Call call(String method, MultiMap query, String signature, Buffer body) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    if (signature != null) {
      headers.set("X-Twitter-Webhooks-Signature", signature);
    }
    return new Hook.Call(method, "https://desk.example/hooks/x", query, headers, body);
  }

  private Hook.Verdict posted(String body, String signature) {
    return hook.hear(call("POST", MultiMap.caseInsensitiveMultiMap(), signature, Buffer.buffer(body)), NOW);
  }

  private Hook.Verdict challenged(String token) {
    return hook.hear(call("GET", MultiMap.caseInsensitiveMultiMap().set("crc_token", token), null, Buffer.buffer()), NOW);
  }

  private static String signature(String body) throws Exception {
    return signature(body, SECRET);
  }

  private static String signature(String body, String secret) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String event(String type, String uuid, String payload, String includes) {
    return "{\"data\":{\"event_uuid\":\"" + uuid + "\",\"event_type\":\"" + type + "\",\"tag\":\"t\",\"filter\":"
      + "{\"user_id\":\"1111111111111111111\"},\"payload\":" + payload + ",\"includes\":" + includes + "}}";
  }

  private Brought read(String body) {
    return hook.read(new Hook.Delivery(Map.of(), Buffer.buffer(body), NOW)).result();
  }

  private static final String POST = """
    {"id": "2080765813578191303", "text": "hey @ExampleUser", "author_id": "2222222222222222222", "lang": "und",
     "created_at": "2026-07-24T21:23:23.000Z", "conversation_id": "2080765813578191303",
     "edit_history_tweet_ids": ["2080765813578191303"], "public_metrics": {"like_count": 0, "like_count_str": "0"}}""";
  private static final String USERS = """
    {"users": [{"id": "2222222222222222222", "username": "OtherUser", "name": "Other",
       "public_metrics": {"followers_count": 97, "followers_count_str": "97"}}], "tweets": []}""";

  @Test
  void a_challenge_is_answered_as_documented() {
    var says = assertInstanceOf(Hook.Verdict.Says.class, challenged("challenge_string"));
    assertEquals(200, says.status());
    assertEquals("application/json", says.headers().get("Content-Type"));
    assertEquals(new JsonObject().put("response_token", "sha256=wbxoN8scmhw5dqzftzpj6g3uAnVpSktqxDDUHYNfIqA="),
      new JsonObject(says.body()));
    assertInstanceOf(Hook.Verdict.Refuse.class, challenged("x".repeat(501)));
    assertInstanceOf(Hook.Verdict.Refuse.class, challenged(""));
  }

  @Test
  void what_is_signed_is_kept_and_answered() throws Exception {
    var body = event("post.mention.create", "2080765813578191303", POST, USERS);
    var keep = assertInstanceOf(Hook.Verdict.Keep.class, posted(body, signature(body)));
    assertEquals("post.mention.create 2080765813578191303", keep.key());
    assertEquals(200, keep.answer().status());
  }

  @Test
  void the_signature_is_over_the_bytes_as_they_came() throws Exception {
    var body = "{\"data\": {\"text\":\"\\u00e4 ä 😀\" } }\n";
    assertInstanceOf(Hook.Verdict.Keep.class, posted(body, signature(body)));
    assertInstanceOf(Hook.Verdict.Refuse.class, posted(new JsonObject(body).encode(), signature(body)));
  }

  @Test
  void while_the_secret_is_changed_what_the_one_before_signed_is_kept_too() throws Exception {
    var body = event("post.mention.create", "u-9", POST, USERS);
    assertInstanceOf(Hook.Verdict.Keep.class, posted(body, signature(body, "the one before")));
    assertInstanceOf(Hook.Verdict.Refuse.class, posted(body, signature(body, "an older one")));
  }

  @Test
  void what_is_signed_otherwise_or_not_at_all_is_refused_and_no_secret_is_told() throws Exception {
    var body = event("post.mention.create", "1", POST, USERS);
    var good = signature(body);
    for (var wrong : new String[] {null, "", "sha256=", good.substring(7), good.toUpperCase(), good + "A", "sha1=AAAA"}) {
      var refuse = assertInstanceOf(Hook.Verdict.Refuse.class, posted(body, wrong));
      assertEquals(403, refuse.status());
      assertTrue(!refuse.why().contains(SECRET) && !refuse.why().contains(good), refuse.why());
    }
    assertInstanceOf(Hook.Verdict.Refuse.class,
      hook.hear(call("DELETE", MultiMap.caseInsensitiveMultiMap(), good, Buffer.buffer(body)), NOW));
  }

  @Test
  void the_same_number_in_two_kinds_of_event_is_two_events() throws Exception {
    var one = event("post.mention.create", "-6850472171600526495", POST, USERS);
    var other = event("post.reply.create", "-6850472171600526495", POST, USERS);
    var first = assertInstanceOf(Hook.Verdict.Keep.class, posted(one, signature(one)));
    var second = assertInstanceOf(Hook.Verdict.Keep.class, posted(other, signature(other)));
    assertNotEquals(first.key(), second.key());
    assertEquals(first.key(), assertInstanceOf(Hook.Verdict.Keep.class, posted(one, signature(one))).key());
  }

  @Test
  void what_is_genuine_but_cannot_be_understood_is_kept_for_a_person() throws Exception {
    for (var body : List.of("", "[null]", "[1]", "{\"data\":7}", "[".repeat(50_000))) {
      var keep = assertInstanceOf(Hook.Verdict.Keep.class, posted(body, signature(body)));
      assertEquals(64, keep.key().length());
      assertThrows(IllegalArgumentException.class, () -> read(body));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"post.mention.create", "post.quote.create", "post.reply.create"})
  void a_post_becomes_the_mention_that_polling_would_bring(String type) {
    var mention = read(event(type, "2080765813578191303", POST, USERS)).mentions().getFirst();
    assertEquals("2080765813578191303", mention.externalId().value());
    assertEquals("hey @ExampleUser", mention.text());
    assertEquals("OtherUser", mention.author().handle());
    assertEquals(97, mention.author().followers());
    assertEquals("", mention.context().language());
  }

  @Test
  void before_the_account_is_known_the_subscription_says_which_posts_are_ours() {
    var own = POST.replace("2222222222222222222", "1111111111111111111");
    assertEquals(Brought.NOTHING, read(event("post.reply.create", "3", own, USERS)));
  }

  @Test
  void a_deletion_is_a_change_of_what_was_said() {
    var payload = "{\"id\":\"2080761269309813134\",\"author_id\":\"2222222222222222222\"}";
    var wrapped = "{\"users\":[{\"data\":{\"id\":\"2222222222222222222\",\"username\":\"OtherUser\"}}]}";
    assertEquals(List.of(new Change.Deleted(new ExternalId("2080761269309813134"), NOW)),
      read(event("post.delete", "-2781149976877970683", payload, wrapped)).changes());
    assertEquals(Brought.NOTHING, read(event("post.delete", "-2",
      payload.replace("2222222222222222222", "1111111111111111111"), wrapped)));
  }

  @Test
  void a_message_comes_in_the_older_form() {
    var brought = read(event("dm.received", "-6850472171600526495", """
      {"direct_message_events": [
         {"type": "message_create", "id": "2080765901528535096", "created_timestamp": "1784928224372", "message_create":
           {"target": {"recipient_id": "1111111111111111111"}, "sender_id": "2222222222222222222", "message_data":
             {"text": "hello! https://t.co/m", "entities": {"hashtags": [], "urls": [{"url": "https://t.co/m",
                 "expanded_url": "https://twitter.com/messages/media/2080765901528535096"}]},
              "attachment": {"type": "media", "media": {"id_str": "77", "type": "photo",
                 "media_url_https": "https://ton.twitter.com/1.jpg"}}}}},
         {"type": "message_create", "id": "2080765901528535097", "created_timestamp": "1784928224373", "message_create":
           {"target": {"recipient_id": "2222222222222222222"}, "sender_id": "1111111111111111111",
            "message_data": {"text": "we wrote this"}}}],
       "users": {"2222222222222222222": {"data": {"id": "2222222222222222222", "username": "OtherUser", "name": "Other"}}}}
      """, "{}"));
    var message = brought.mentions().getFirst();
    assertEquals(1, brought.mentions().size());
    assertEquals("2080765901528535096", message.externalId().value());
    assertEquals("hello!", message.text());
    assertEquals(Instant.ofEpochMilli(1_784_928_224_372L), message.postedAt());
    assertEquals(Visibility.PRIVATE, message.context().visibility());
    assertEquals("1111111111111111111-2222222222222222222", message.context().thread());
    assertEquals("OtherUser", message.author().handle());
    assertEquals(new Attachment(Attachment.Kind.IMAGE, "https://ton.twitter.com/1.jpg", "", ""),
      message.extras().attachments().getFirst());
  }

  @Test
  void an_event_that_nobody_asked_for_is_taken_and_says_nothing() {
    assertEquals(Brought.NOTHING, read(event("like.create", "5", "{\"id\":\"1\"}", "{}")));
  }

  @Test
  void an_event_without_its_contents_cannot_be_read() {
    assertThrows(IllegalArgumentException.class, () -> read(event("dm.received", "5", "{}", "{}")));
    assertThrows(IllegalArgumentException.class, () -> read(event("post.delete", "5", "null", "{}")));
    assertThrows(IllegalArgumentException.class, () -> read(event("post.mention.create", "5", "{}", "{}")));
  }

  /** The answer to a challenge is signed as a delivery is, and anybody may send a challenge. */
  @Test
  void an_answer_to_a_challenge_is_nobodys_signature_under_a_delivery() {
    var forged = "{\"data\":{\"event_type\":\"post.delete\"}}";
    assertInstanceOf(Hook.Verdict.Refuse.class, challenged(forged));
    var says = assertInstanceOf(Hook.Verdict.Says.class, challenged("challenge_string"));
    assertInstanceOf(Hook.Verdict.Refuse.class,
      posted("challenge_string", new JsonObject(says.body()).getString("response_token")));
  }
}
