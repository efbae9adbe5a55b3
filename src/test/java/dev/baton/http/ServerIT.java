package dev.baton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.MovedClock;
import dev.baton.TestDatabase;
import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.Secret;
import dev.baton.config.StartProblem;
import dev.baton.db.Database;
import dev.baton.people.Passwords;
import dev.baton.people.People;
import dev.baton.people.Role;
import dev.baton.people.SignIn;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerIT {

  private static final String BEARER = "Bearer api-token";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-01T09:00:00Z"));
  private Vertx vertx;
  private Database database;
  private SignIn signIn;
  private Server server;
  private WebClient client;
  @TempDir static Path webroot;

  /** Stands for the parts of other packages. */
  private static final class Desk implements Part {
    @Override
    public void mount(Router router) {
      router.get("/api/desk").handler(c -> c.json(new JsonObject().put("caller", Guard.caller(c).id())));
      router.post("/api/desk").handler(c -> c.json(new JsonObject().put("bytes", c.body().length())));
      router.post("/api/large").handler(c -> c.json(new JsonObject().put("bytes", c.body().length())));
      router.get("/api/desk/:id").handler(c -> c.end(c.pathParam("id")));
      router.get("/api/leads").handler(c -> c.end(Guard.callerWith(c, Role.LEAD, Role.SUPERVISOR).name()));
      router.get("/api/bug").handler(c -> {
        throw new IllegalStateException("the customer wrote: my card is 4111");
      });
      router.get("/api/socket").handler(c -> c.request().toWebSocket().onSuccess(s -> s.writeTextMessage("hello")));
    }

    @Override
    public Map<String, Integer> bodyLimits() {
      return Map.of("/api/large", 2 * Server.BODY_BYTES);
    }
  }

  @BeforeAll
  void start(Vertx given) throws Exception {
    vertx = given;
    Files.writeString(webroot.resolve("index.html"), "<!doctype html><title>Baton</title>");
    Files.writeString(webroot.resolve("app.js"), "export {};\n" + "// padding\n".repeat(400));
    Files.writeString(webroot.resolve(".secret"), "no");
    database = Database.open(vertx, TestDatabase.fresh(), "test", 4);
    var people = People.from(ConfigFolder.of(Map.of("people.yaml", """
      people:
        ana: {name: Ana, roles: [agent], brands: [nordic]}
        maria: {name: Maria, roles: [lead]}
      """), Map.of()));
    signIn = new SignIn(database, people, new Passwords(vertx), new Secret("api-token"), clock);
    signIn.ensureDemoPassword("demo").await();
    server = serve("http://localhost:8080");
    client = WebClient.create(vertx, new WebClientOptions().setDefaultHost("127.0.0.1")
      .setDefaultPort(server.actualPort()).setFollowRedirects(false));
  }

  private Server serve(String publicUrl) {
    var config = new HttpConfig("localhost", 0, URI.create(publicUrl), false);
    var made = new Server(config, signIn, List.of(new SessionApi(signIn, config, true), new ApiDocument(), new Desk(),
      new Pages(vertx, webroot, List.of("lit-html"))));
    vertx.deployVerticle(made).await();
    return made;
  }

  @AfterAll
  void stop() {
    database.close().await();
  }

  private HttpResponse<Buffer> get(String path, String... headers) {
    return send(HttpMethod.GET, path, null, headers);
  }

  private HttpResponse<Buffer> send(HttpMethod method, String path, Buffer body, String... headers) {
    var request = client.request(method, path);
    for (var i = 0; i < headers.length; i += 2) {
      request.putHeader(headers[i], headers[i + 1]);
    }
    return (body == null ? request.send() : request.sendBuffer(body)).await();
  }

  private static Buffer login(String login, String password) {
    return new JsonObject().put("login", login).put("password", password).toBuffer();
  }

  private String cookie(String login) {
    var response = send(HttpMethod.POST, "/api/session", login(login, "demo"));
    assertEquals(200, response.statusCode(), response::bodyAsString);
    return response.getHeader("Set-Cookie").split(";")[0];
  }

  private static JsonObject problem(HttpResponse<Buffer> response) {
    assertEquals(Problem.MEDIA_TYPE, response.getHeader("Content-Type"));
    var json = response.bodyAsJsonObject();
    assertEquals(response.statusCode(), json.getInteger("status"));
    assertFalse(json.getString("detail").isBlank());
    return json;
  }

  @Test
  void a_person_signs_in_is_known_and_signs_out() {
    var in = send(HttpMethod.POST, "/api/session", login("ana", "demo"));
    assertEquals(new JsonObject().put("id", "ana").put("name", "Ana").put("roles", new JsonArray().add("agent"))
      .put("brands", new JsonArray().add("nordic")).put("demo", true), in.bodyAsJsonObject());
    var setCookie = in.getHeader("Set-Cookie");
    assertTrue(setCookie.startsWith("baton=") && setCookie.contains("HTTPOnly") && setCookie.contains("SameSite=Strict")
      && setCookie.contains("Path=/") && !setCookie.contains("Secure"), setCookie);
    var cookie = setCookie.split(";")[0];

    assertEquals("ana", get("/api/session", "Cookie", cookie).bodyAsJsonObject().getString("id"));
    assertEquals(204, send(HttpMethod.DELETE, "/api/session", null, "Cookie", cookie).statusCode());
    assertEquals(401, get("/api/session", "Cookie", cookie).statusCode());
    assertEquals(204, send(HttpMethod.DELETE, "/api/session", null).statusCode());
  }

  @Test
  void a_wrong_password_is_refused_and_guessing_has_to_wait() {
    assertEquals(401, send(HttpMethod.POST, "/api/session", login("guess", "wrong")).statusCode());
    HttpResponse<Buffer> last = null;
    for (var i = 0; i < 10; i++) {
      last = send(HttpMethod.POST, "/api/session", login("guess", "wrong"));
    }
    assertEquals(429, last.statusCode());
    assertEquals("900", last.getHeader("Retry-After"));
    assertTrue(problem(last).getString("detail").contains("15 min"));
    clock.advance(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"login\":1}", "{\"login\":\"ana\",\"password\":\"\"}", "null"})
  void a_sign_in_that_cannot_be_read_says_what_to_send(String body) {
    var response = send(HttpMethod.POST, "/api/session", Buffer.buffer(body));
    assertEquals(400, response.statusCode(), response::bodyAsString);
    problem(response);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
    // method, cookie, authorization, origin, sec-fetch-site, status
    "GET,  -,   -,                -,                      -,           401",
    "GET,  ana, -,                -,                      -,           200",
    "GET,  bad, -,                -,                      -,           401",
    "GET,  -,   Bearer api-token, -,                      -,           200",
    "GET,  -,   bearer api-token, -,                      -,           200",
    "GET,  -,   Bearer wrong,     -,                      -,           401",
    "GET,  ana, Bearer wrong,     -,                      -,           401",
    "GET,  -,   Basic YTpi,       -,                      -,           401",
    "GET,  ana, -,                https://evil.example,   cross-site,  200",
    "POST, -,   -,                -,                      -,           401",
    "POST, ana, -,                -,                      -,           200",
    "POST, ana, -,                http://localhost:8080,  same-origin, 200",
    "POST, ana, -,                http://localhost:8080,  -,           200",
    "POST, ana, -,                https://localhost:8080, -,           403",
    "POST, ana, -,                http://localhost:9999,  -,           403",
    "POST, ana, -,                https://evil.example,   -,           403",
    "POST, ana, -,                null,                   -,           403",
    "POST, ana, -,                -,                      cross-site,  403",
    "POST, ana, -,                -,                      same-site,   403",
    "POST, -,   Bearer api-token, https://evil.example,   cross-site,  200",
  })
  void the_guard_lets_in_whom_it_knows_from_where_it_should(String method, String cookie, String authorization,
                                                            String origin, String site, int status) {
    var headers = new ArrayList<String>();
    add(headers, "Cookie", cookie == null ? null : cookie.equals("ana") ? cookie("ana") : "baton=" + "x".repeat(43));
    add(headers, "Authorization", authorization);
    add(headers, "Origin", origin);
    add(headers, "Sec-Fetch-Site", site);

    var response = send(HttpMethod.valueOf(method), "/api/desk", method.equals("POST") ? Buffer.buffer("{}") : null,
      headers.toArray(String[]::new));

    assertEquals(status, response.statusCode(), response::bodyAsString);
    if (status != 200) {
      problem(response);
    }
  }

  private static void add(List<String> headers, String name, String value) {
    if (value != null) {
      headers.add(name);
      headers.add(value);
    }
  }

  @Test
  void our_own_pages_may_act_by_whatever_name_the_browser_reached_us() {
    var at = "127.0.0.1:" + server.actualPort();
    assertEquals(200, send(HttpMethod.POST, "/api/desk", Buffer.buffer("{}"), "Cookie", cookie("ana"),
      "Origin", "http://" + at, "Host", at).statusCode());
  }

  @Test
  void another_site_cannot_sign_somebody_in() {
    assertEquals(403, send(HttpMethod.POST, "/api/session", login("ana", "demo"), "Origin", "https://evil.example")
      .statusCode());
  }

  @Test
  void a_role_that_is_missing_is_said() {
    assertEquals("Maria", get("/api/leads", "Cookie", cookie("maria")).bodyAsString());
    var refused = get("/api/leads", "Cookie", cookie("ana"));
    assertEquals(403, refused.statusCode());
    problem(refused);
  }

  @Test
  void a_body_up_to_the_limit_of_its_route_comes_in_whole_and_a_larger_one_is_refused() {
    var cookie = cookie("ana");
    clock.advance(Duration.ofSeconds(11)); // the session must be looked up while the body waits
    var body = Buffer.buffer(new byte[Server.BODY_BYTES]);
    assertEquals(Server.BODY_BYTES, send(HttpMethod.POST, "/api/desk", body, "Cookie", cookie)
      .bodyAsJsonObject().getInteger("bytes"));

    var more = Buffer.buffer(new byte[Server.BODY_BYTES + 1]);
    var refused = send(HttpMethod.POST, "/api/desk", more, "Authorization", BEARER);
    assertEquals(413, refused.statusCode());
    problem(refused);
    assertEquals(200, send(HttpMethod.POST, "/api/large", more, "Authorization", BEARER).statusCode());
  }

  @Test
  void an_unknown_address_is_404_and_a_wrong_method_405_with_what_is_allowed() {
    problem(get("/api/nothing", "Authorization", BEARER));
    assertEquals(404, get("/api/nothing", "Authorization", BEARER).statusCode());
    assertEquals(401, get("/api/nothing").statusCode(), "strangers learn nothing");

    var wrong = send(HttpMethod.PUT, "/api/desk", Buffer.buffer("{}"), "Authorization", BEARER);
    assertEquals(405, wrong.statusCode());
    assertEquals("GET, POST", wrong.getHeader("Allow"));
    problem(wrong);
    assertEquals("GET", send(HttpMethod.DELETE, "/api/desk/7", null, "Authorization", BEARER).getHeader("Allow"));
  }

  @Test
  void our_mistake_is_answered_with_a_number_and_nothing_from_inside() {
    var response = get("/api/bug", "Authorization", BEARER);

    assertEquals(500, response.statusCode());
    assertTrue(problem(response).getString("detail").matches(".*number: [0-9a-f]{16}"));
    assertFalse(response.bodyAsString().contains("4111"));
  }

  @Test
  void a_socket_opens_for_whom_we_know_from_our_own_pages_only() {
    var cookie = cookie("ana");
    var sockets = vertx.createWebSocketClient();
    clock.advance(Duration.ofSeconds(11)); // the session must be looked up while the handshake waits
    var socket = sockets.webSocket();
    var hello = Promise.<String>promise();
    socket.textMessageHandler(hello::tryComplete); // before it opens, or the word may be over
    socket.connect(socket(cookie, "http://localhost:8080")).await();
    assertEquals("hello", hello.future().await());
    socket.close().await();

    assertEquals(403, rejected(sockets.connect(socket(cookie, "https://evil.example"))));
    assertEquals(403, rejected(sockets.connect(socket(cookie, null))));
    assertEquals(401, rejected(sockets.connect(socket("baton=no", "http://localhost:8080"))));
  }

  private WebSocketConnectOptions socket(String cookie, String origin) {
    var options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.actualPort()).setURI("/api/socket")
      .setHeaders(MultiMap.caseInsensitiveMultiMap().add("Cookie", cookie)).setAllowOriginHeader(origin != null);
    return origin == null ? options : options.addHeader("Origin", origin);
  }

  private static int rejected(Future<?> connecting) {
    return assertThrows(UpgradeRejectedException.class, connecting::await).getStatus();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/cases/42", "/monitor", "/sign-in", "/index.html"})
  void every_screen_is_the_same_page_with_the_browsers_rules(String path) {
    var page = get(path);

    assertEquals(200, page.statusCode());
    assertEquals("text/html;charset=utf-8", page.getHeader("Content-Type"));
    assertEquals("no-cache", page.getHeader("Cache-Control"));
    assertEquals(BrowserSafety.CONTENT_POLICY, page.getHeader("Content-Security-Policy"));
    assertEquals("nosniff", page.getHeader("X-Content-Type-Options"));
    assertEquals("no-referrer", page.getHeader("Referrer-Policy"));
    assertEquals("same-origin", page.getHeader("Cross-Origin-Opener-Policy"));
    assertEquals("same-origin", page.getHeader("Cross-Origin-Resource-Policy"));
    assertNull(page.getHeader("Strict-Transport-Security"));
    assertEquals(304, get(path, "If-None-Match", page.getHeader("ETag")).statusCode());
  }

  @Test
  void an_edit_shows_on_reload() throws Exception {
    var before = get("/edited.js");
    assertEquals(404, before.statusCode());
    Files.writeString(webroot.resolve("edited.js"), "1");
    var first = get("/edited.js");
    assertEquals("1", first.bodyAsString());
    Files.writeString(webroot.resolve("edited.js"), "2");
    assertEquals("2", get("/edited.js", "If-None-Match", first.getHeader("ETag")).bodyAsString());
  }

  @Test
  void libraries_come_from_their_jars() {
    var library = get("/vendor/lit-html/lit-html.js");

    assertEquals(200, library.statusCode());
    assertTrue(library.getHeader("Content-Type").contains("javascript"));
    assertEquals("no-cache", library.getHeader("Cache-Control"));
    assertEquals(304, get("/vendor/lit-html/lit-html.js", "If-None-Match", library.getHeader("ETag")).statusCode());
    assertEquals(404, get("/vendor/lit-html/none.js").statusCode());
    assertEquals(404, get("/vendor/lit-html/").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.secret", "/../pom.xml", "/%2e%2e/pom.xml", "/..%2fpom.xml", "/vendor/lit-html/../../../x",
    "/vendor/lit-html/%2e%2e/%2e%2e/logback.xml", "/none.html", "/a%00b", "/logback.xml"})
  void nothing_else_is_served(String path) {
    assertEquals(404, get(path).statusCode());
  }

  @Test
  void text_is_compressed_when_the_browser_takes_it() {
    assertEquals("gzip", get("/app.js", "Accept-Encoding", "gzip").getHeader("Content-Encoding"));
  }

  @Test
  void the_contract_is_served_to_everyone_and_the_api_is_never_stored() {
    var document = get("/api/openapi.yaml");

    assertEquals(200, document.statusCode());
    assertTrue(document.bodyAsString().startsWith("openapi: 3.1.0"));
    assertEquals("no-store", document.getHeader("Cache-Control"));
    assertEquals("no-store", get("/api/session").getHeader("Cache-Control"));
  }

  @Test
  void behind_https_the_cookie_is_bound_to_the_host_and_the_browser_told_to_stay() {
    var secure = serve("https://desk.example.org");
    var response = client.post(secure.actualPort(), "127.0.0.1", "/api/session")
      .putHeader("Origin", "https://desk.example.org").sendBuffer(login("ana", "demo")).await();

    var cookie = response.getHeader("Set-Cookie");
    assertTrue(cookie.startsWith("__Host-baton=") && cookie.contains("Secure") && cookie.contains("Path=/"), cookie);
    assertNotNull(response.getHeader("Strict-Transport-Security"));
    assertEquals(200, client.get(secure.actualPort(), "127.0.0.1", "/api/session")
      .putHeader("Cookie", cookie.split(";")[0]).send().await().statusCode());
  }

  @Test
  void stopping_does_not_wait_for_browsers_that_keep_their_connection() {
    var stopped = serve("http://localhost:8080");
    assertEquals(401, client.get(stopped.actualPort(), "127.0.0.1", "/api/session").send().await().statusCode());

    var began = Instant.now();
    vertx.undeploy(stopped.deploymentID()).await();

    assertTrue(Duration.between(began, Instant.now()).toMillis() < 2_000);
  }

  @Test
  void a_taken_port_is_said_in_words() {
    var config = new HttpConfig("127.0.0.1", server.actualPort(), URI.create("http://localhost"), false);

    // another Vert.x, since servers of one share a port
    var other = Vertx.vertx();
    var words = assertThrows(StartProblem.class, () -> other.deployVerticle(new Server(config, signIn, List.of())).await())
      .getMessage();
    other.close().await();

    assertEquals("Port " + server.actualPort() + " is taken by another program: stop it or set BATON_HTTP_PORT", words);
  }

  @Test
  void the_public_address_must_be_one_of_the_web_without_a_path() {
    for (var url : new String[] {"ftp://x", "https://x/desk"}) {
      var settings = ConfigFolder.of(Map.of(), Map.of("BATON_HTTP_PUBLIC_URL", url));
      HttpConfig.from(settings);
      assertTrue(assertThrows(ConfigProblems.class, settings::finish).getMessage().contains("http.public-url"));
    }
    var settings = ConfigFolder.of(Map.of(), Map.of("BATON_HTTP_PORT", "9000"));
    assertEquals(new HttpConfig("localhost", 9000, URI.create("http://localhost:9000"), false), HttpConfig.from(settings));
    settings.finish();
  }
}
