package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** People are reached by what they have: the whole gateway with a real mail server that refuses whom it is told to. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesIT {

  private static final Pattern LINK = Pattern.compile("(http://localhost:\\d+)/leg#([A-Za-z0-9_.-]+)");
  private static final DateTimeFormatter WRITTEN = DateTimeFormatter
    .ofPattern("EEEE d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/London"));

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T10:00:00Z"));
  private final MailServer mail = new MailServer();
  private Vertx vertx;
  private WebhookServer webhook;
  private TestGateway gateway;
  private Contract contract;
  private Visitor ana;
  private int said;

  @BeforeAll
  void start(Vertx watched) {
    vertx = watched;
    webhook = new WebhookServer(vertx);
    gateway = TestGateway.on(vertx).clock(clock).with("BATON_MAIL_HOST", "127.0.0.1")
      .with("BATON_MAIL_PORT", String.valueOf(mail.port())).with("BATON_MAIL_SECURITY", "none")
      .with("BATON_PEOPLE_ANA_WEBHOOK", webhook.address("/ana")).start();
    contract = new Contract(gateway.stranger().get("/api/openapi.yaml").expect(200).text());
  }

  @AfterAll
  void stop() {
    gateway.close();
    webhook.close();
    mail.close();
  }

  /** Whoever was told in a test before may be told again. */
  @BeforeEach
  void begin() {
    mail.takeAll();
    ana = gateway.person("ana");
    clock.advance(Duration.ofMinutes(1));
  }

  private long newCase(String account) {
    said++;
    return gateway.program().mention(Mentions.of("said-" + said, "author-" + said, "My parcel is late", clock.instant())
      .put("account", account));
  }

  /** A case for whose pickup the lead on duty has just been alarmed. */
  private long alarmed(String account) {
    var id = newCase(account);
    clock.advance(Duration.ofMinutes(5));
    gateway.runDueObligations();
    return id;
  }

  /** The first mail to somebody that speaks of a case. */
  private MailServer.Mail mail(String person, long caseId) {
    return mailTo(person + "@northwind.example", "B-" + caseId + "-");
  }

  private MailServer.Mail mailTo(String address, String words) {
    Eventually.until("a mail to " + address, () -> mails(address, words).findFirst().isPresent());
    return mails(address, words).findFirst().orElseThrow();
  }

  private Stream<MailServer.Mail> mails(String address, String words) {
    return mail.mailsTo(address).stream().filter(m -> m.raw().contains(words));
  }

  /** What Ana's webhook was told of a case. */
  private Stream<String> hooked(long caseId) {
    return webhook.calls().stream().map(call -> call.body().toString()).filter(told -> told.contains("/cases/" + caseId));
  }

  private long handOff(long caseId, String party, String question) {
    ana.take(caseId).expect(200);
    ana.post("/api/cases/" + caseId + "/legs", new JsonObject().put("party", party).put("question", question))
      .expect(200);
    return gateway.number("select max(id) from leg");
  }

  private long count(String which, long caseId) {
    return gateway.number("select count(*) from " + which + " and case_id = " + caseId);
  }

  private String written(String column, long leg) {
    return WRITTEN.format(Instant.ofEpochSecond(gateway.number("select extract(epoch from " + column
      + ")::bigint from leg where id = " + leg)));
  }

  private List<String> timeline(long caseId) {
    return ana.look(caseId).json().getJsonArray("timeline").stream().map(JsonObject.class::cast)
      .map(line -> line.getString("words", "")).toList();
  }

  private Visitor holding(String token) {
    return gateway.stranger().saying("Authorization", "Leg " + token);
  }

  private Visitor.Answer look(String token) {
    return holding(token).get("/api/leg-link");
  }

  private static String token(MailServer.Mail mail) {
    var link = LINK.matcher(mail.raw().replace("=\r\n", ""));
    assertTrue(link.find(), () -> "no link in " + mail.raw());
    return link.group(2);
  }

  @Test
  void an_alarm_reaches_the_lead_on_duty_with_a_link_to_the_case_and_none_of_the_customers_words() {
    var id = alarmed("api");
    var sent = mail("maria", id);
    assertTrue(Pattern.compile("\r\nB-" + id + "-..\r\nNo pickup in time\r\n").matcher(sent.raw()).find(), sent.raw());
    assertTrue(sent.raw().contains(gateway.address() + "/cases/" + id), sent.raw());
    assertFalse(sent.raw().contains("parcel"), sent.raw());
    Eventually.until("told", () -> count("notice where state = 'told'", id) == 1);
    assertEquals(0, count("journal where kind = 'unreached'", id));
  }

  @Test
  void an_expert_without_an_account_accepts_and_answers_by_the_link_in_the_mail() {
    var id = newCase("api");
    var leg = handOff(id, "department:billing", "Has invoice 17 been paid?\n.. dots at the beginning\nand <b>");
    var sent = mail("paula", id);
    var raw = sent.raw();
    assertTrue(raw.contains("Ana Lima asks Billing:"), raw);
    assertTrue(raw.contains("> Has invoice 17 been paid?"), raw);
    assertTrue(raw.contains("Accept it by " + written("accept_by", leg) + "."), raw);
    assertTrue(raw.contains("Answer it by " + written("answer_by", leg) + " (Europe/London)."), raw);
    assertTrue(raw.contains("and &lt;b&gt;") && !raw.contains("<b>\r\n</blockquote>"), raw);
    assertFalse(raw.contains("/cases/"), "a page she cannot open");

    var token = token(sent);
    assertEquals("offered", look(token).expect(200).json().getString("state"));
    holding(token).post("/api/leg-link/accept", null).expect(200);
    holding(token).post("/api/leg-link/answer", new JsonObject().put("text", "Yes, yesterday")).expect(200);
    assertEquals("answered", gateway.rows("select state from leg where id = " + leg).getFirst().getFirst());
    var heard = ana.get("/api/notices").expect(200).json().getJsonArray("notices").getJsonObject(0);
    assertEquals("leg-answered", heard.getString("subject"));
    assertEquals(id, heard.getLong("caseId"));
    clock.advance(Duration.ofMinutes(1));
    Eventually.until("Ana's webhook is told", () -> hooked(id).findAny().isPresent());
    contract.holdsSchema("NoticesMessage", hooked(id).findFirst().orElseThrow());
    assertTrue(hooked(id).anyMatch(told -> told.contains("The answer is here: tell the customer")));
  }

  @Test
  void a_link_that_was_changed_or_has_expired_opens_nothing() {
    var id = newCase("api");
    handOff(id, "department:billing", "Has invoice 17 been paid?");
    var token = token(mail("paula", id));
    look(token).expect(200);
    look(token.substring(0, token.length() - 1) + (token.endsWith("A") ? "E" : "A")).expect(401);
    look(new StringBuilder(token).replace(4, 5, token.charAt(4) == 'A' ? "B" : "A").toString()).expect(401);
    look(token.split("\\.")[0]).expect(401);
    clock.advance(Duration.ofDays(7));
    look(token).expect(200);
    clock.advance(Duration.ofDays(7));
    look(token).expect(401);
  }

  @Test
  void a_refused_mail_makes_the_ladder_climb_at_once_and_the_case_says_why() {
    mail.refuse("maria@northwind.example", 550, "no such user");
    var id = alarmed("api");
    mail("omar", id);
    assertTrue(timeline(id).stream().anyMatch(l -> l.startsWith("Maria Santos could not be reached (e-mail: ")
      && l.contains("550") && l.endsWith("): Omar Rashid alarmed (level 2): no pickup in time")),
      timeline(id)::toString);
    assertEquals(1, count("journal where kind = 'unreached'", id));
    assertEquals(2, count("escalation where true", id));
  }

  @Test
  void when_nobody_on_the_ladder_can_be_reached_the_last_resort_is_alarmed_and_there_it_ends() {
    Stream.of("maria", "omar", "ines").forEach(who -> mail.refuse(who + "@northwind.example", 550, "no such user"));
    var id = alarmed("api");
    Eventually.until("all failed", () -> count("notice where state = 'failed'", id) == 3);
    gateway.tellDueNotices();
    assertEquals(3, count("escalation where true", id));
    assertEquals(List.of("ines"), gateway.rows("select person from escalation where case_id = " + id
      + " order by step desc limit 1").getFirst());
    var failed = gateway.person("omar").get("/api/monitor").expect(200).json().getJsonObject("notices")
      .getJsonArray("failed").stream().map(JsonObject.class::cast).toList();
    var ines = failed.stream().filter(f -> f.getJsonObject("person").getString("id").equals("ines")).findFirst();
    assertEquals("Ines Carvalho", ines.orElseThrow().getJsonObject("person").getString("name"));
    assertTrue(ines.get().getString("cause").contains("550 no such user"), failed::toString);
    assertTrue(ines.get().getLong("count") >= 1);
  }

  @Test
  void when_the_mail_to_a_legs_expert_bounces_the_next_in_line_is_asked() {
    mail.refuse("tom@northwind.example", 550, "mailbox full for ever");
    var id = newCase("api");
    var leg = handOff(id, "department:technical", "Does firmware 4 lose its settings?");
    var sent = mail("rita", id);
    assertTrue(sent.raw().contains("Does firmware 4 lose its settings?"), sent.raw());
    assertEquals("rita", gateway.rows("select expert from leg where id = " + leg).getFirst().getFirst());
    assertTrue(timeline(id).stream().anyMatch(l -> l.startsWith("Tom Becker could not be reached (")
      && l.endsWith("): Rita Okafor is asked")), timeline(id)::toString);
    look(token(sent)).expect(200);
  }

  @Test
  void what_was_taken_back_before_the_mail_left_is_said_to_be_over() {
    var other = newCase("api");
    handOff(other, "vendor:fixit", "When can you come?");
    mailTo("desk@fixit.example", "B-" + other + "-");
    var id = newCase("api");
    var leg = handOff(id, "vendor:fixit", "Is the part there?"); // within the minute in which nothing more goes out
    ana.post("/api/cases/" + id + "/legs/" + leg + "/withdraw", null).expect(200);
    clock.advance(Duration.ofMinutes(1));
    var raw = mailTo("desk@fixit.example", "B-" + id + "-").raw();
    assertTrue(raw.contains("nothing is left to do"), raw);
    assertFalse(raw.contains("/leg#"), raw);
  }

  @Test
  void notices_are_read_and_marked_by_whom_they_are_for_and_by_no_program() {
    newCase("phone");
    clock.advance(Duration.ofSeconds(1));
    var latest = alarmed("phone");
    var jonas = gateway.person("jonas");
    var shown = jonas.get("/api/notices").expect(200);
    contract.holds("GET", "/api/notices", shown);
    assertEquals(2, shown.json().getInteger("unseen"));
    var newest = shown.json().getJsonArray("notices").getJsonObject(0);
    assertEquals(latest, newest.getLong("caseId"));

    var one = new JsonObject().put("ids", new JsonArray().add(newest.getLong("id")));
    var marked = jonas.post("/api/notices/seen", one);
    contract.holds("POST", "/api/notices/seen", marked.expect(200));
    assertEquals(1, marked.json().getInteger("unseen"));
    assertTrue(marked.json().getJsonArray("notices").getJsonObject(1).getBoolean("seen"), "the unseen first");
    var until = new JsonObject().put("until", newest.getLong("id"));
    gateway.person("omar").post("/api/notices/seen", until).expect(200);
    assertEquals(1, jonas.get("/api/notices").json().getInteger("unseen"), "nobody marks another's");
    assertEquals(0, jonas.post("/api/notices/seen", until).expect(200).json().getInteger("unseen"));

    contract.holds("POST", "/api/notices/seen", jonas.post("/api/notices/seen", new JsonObject()).expect(400));
    jonas.post("/api/notices/seen", new JsonObject().put("ids", new JsonArray().add("x"))).expect(400);
    jonas.post("/api/notices/seen", new JsonObject().put("ids", "1")).expect(400);
    gateway.person("tess").get("/api/notices").expect(200);
    contract.holds("GET", "/api/notices", gateway.program().get("/api/notices").expect(403));
    gateway.program().post("/api/notices/seen", until).expect(403);
    contract.holds("GET", "/api/notices", gateway.stranger().get("/api/notices").expect(401));
  }

  @Test
  void prometheus_reads_what_was_told_and_what_failed() {
    mail.refuse("maria@northwind.example", 550, "no such user");
    mail("omar", alarmed("api"));
    var told = Pattern.compile("baton_notice_told_total [1-9]");
    try (var management = Visitor.stranger(vertx, URI.create("http://localhost:" + gateway.managementPort()))) {
      Eventually.until("counted", () -> told.matcher(management.get("/metrics").text()).find());
      var metrics = management.get("/metrics").text();
      assertTrue(metrics.matches("(?s).*baton_notice_failed_total [1-9].*"), metrics);
      assertTrue(metrics.contains("baton_notice_waiting "), metrics);
    }
  }
}
