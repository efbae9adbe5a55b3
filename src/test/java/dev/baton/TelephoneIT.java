package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.asterisk.SimulatedAsterisk;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a telephone system to a case, through a whole gateway, with the accounts that ship as comments. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelephoneIT {

  private static final String TOKEN = "12345";

  private Vertx vertx;
  private SimulatedAsterisk asterisk;
  private TestGateway gateway;

  @BeforeAll
  void start(Vertx watched, @TempDir Path folder) throws Exception {
    vertx = watched;
    asterisk = new SimulatedAsterisk(vertx);
    var address = asterisk.start();
    CopiedConfig.copy(folder);
    var accounts = folder.resolve("accounts.yaml");
    Files.writeString(accounts, Files.readString(accounts).replaceAll("(?m)^  # ([a-z]+:|  )", "  $1"));
    gateway = TestGateway.on(vertx).config(folder).with("BATON_ACCOUNTS_PBX_SERVER", address.toString())
      .with("BATON_ACCOUNTS_PBX_USERNAME", "baton").with("BATON_ACCOUNTS_PBX_CONTEXTS", "from-trunk")
      .with("BATON_ACCOUNTS_PBX_COUNTRY", "44").with("BATON_ACCOUNTS_PBX_SECRET", SimulatedAsterisk.PASSWORD).with("BATON_ACCOUNTS_TWILIO_SID", "AC1")
      .with("BATON_ACCOUNTS_TWILIO_TOKEN", TOKEN).start();
  }

  @BeforeEach
  void listens() {
    Eventually.until("Baton listens", () -> asterisk.listeners() == 1);
  }

  @AfterAll
  void stop() {
    gateway.close();
    asterisk.stop();
  }

  private long said(String words) {
    return gateway.number("select count(*) from mention where body = '" + words + "'");
  }

  private JsonObject account(String name) {
    return gateway.program().get("/api/accounts").expect(200).json().getJsonArray("accounts").stream()
      .map(JsonObject.class::cast).filter(a -> a.getString("name").equals(name)).findFirst().orElseThrow();
  }

  @Test
  void who_hangs_up_in_the_queue_has_a_case_with_their_name_and_number() {
    asterisk.abandons("1785312004.3", 47);
    Eventually.until("a mention",
      () -> said("Called the queue care and hung up after 47 seconds, nobody answered") == 1);
    assertEquals(1, gateway.number("select count(*) from mention m join profile p on p.channel = 'asterisk'"
      + " where m.external_id = 'pbx/1785312004.3' and p.name = 'Ann Archer' and p.author_id = '+441134960001'"));
    assertEquals(1, gateway.number("select count(*) from delivery where dedup = '1785312004.3' and state = 'read'"));
    Eventually.until("connected", () -> account("pbx").getString("state").equals("connected"));
  }

  @Test
  void a_telephone_system_that_restarts_in_the_middle_of_a_call_leaves_a_word_of_it_and_a_gap() {
    asterisk.rings("1785312004.9");
    Eventually.until("heard", () -> account("pbx").getString("completeUntil") != null);
    asterisk.restart();
    Eventually.until("the call", () -> said("Called 5550100; how the call ended was not heard, the line to the telephone"
      + " system was down") == 1);
    Eventually.until("the gap is told", () -> account("pbx").getString("note").startsWith("Could not hear"));
    var gap = account("pbx").getJsonObject("usage").getJsonArray("gaps").getJsonObject(0);
    assertEquals("Asterisk closed the line", gap.getString("cause"));
    assertTrue(gap.containsKey("filledAt") && gap.getValue("filledAt") == null);
  }

  @Test
  void a_text_message_that_twilio_signed_is_kept_once_and_one_that_somebody_else_sent_is_refused() throws Exception {
    var form = new TreeMap<>(Map.of("MessageSid", "SM1", "From", "+441134960001", "To", "+18005551212",
      "Body", "My lamp & shade are broken"));
    assertEquals(200, posts(form, TOKEN));
    assertEquals(200, posts(form, TOKEN), "Twilio repeats it");
    assertEquals(403, posts(form, "another"));
    Eventually.until("a mention", () -> said("My lamp & shade are broken") == 1);
    assertEquals(1, gateway.number("select count(*) from delivery where dedup like 'SM1%'"));
    assertTrue(account("twilio").getString("hookRefuses").contains("signature"), () -> account("twilio").encode());
  }

  @Test
  void a_text_message_as_long_as_they_get_is_taken_whatever_letters_it_has() throws Exception {
    var text = "\ud83d\ude00".repeat(1_600);
    assertEquals(200, posts(new TreeMap<>(Map.of("MessageSid", "SM2", "From", "+441134960002", "To", "+18005551212",
      "Body", text)), TOKEN));
    Eventually.until("a mention", () -> said(text) == 1);
  }

  private int posts(TreeMap<String, String> form, String token) throws Exception {
    var url = gateway.address() + "/hooks/twilio";
    var signed = new StringBuilder(url);
    form.forEach((name, value) -> signed.append(name).append(value));
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    var signature = Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    var body = form.entrySet().stream()
      .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    var client = vertx.createHttpClient();
    try {
      return client.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url)
          .putHeader("Content-Type", "application/x-www-form-urlencoded").putHeader("X-Twilio-Signature", signature))
        .compose(request -> request.send(body)).await().statusCode();
    } finally {
      client.close().await();
    }
  }
}
