package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.policy.Finding;
import dev.baton.vault.SealSecret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret may lie sealed in a file; one that lies there for all to read is told of. */
class SealedConfigTest {

  private static final String TOKEN = "t0ken-nobody-reads";
  private static final String KEY = Base64.getEncoder().encodeToString("the operator's key of 32 bytes..".getBytes(StandardCharsets.UTF_8));
  private static final String OTHER = Base64.getEncoder().encodeToString("another operator's key, 32 bytes".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  @TempDir Path data;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void copy() {
    CopiedConfig.copy(folder);
  }

  private Map<String, String> environment(String... more) {
    var environment = new HashMap<>(Map.of("BATON_DATA", data.toString()));
    for (var i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private int seal(Map<String, String> environment, String typed) throws IOException {
    out.reset();
    err.reset();
    return new SealSecret(ConfigFolder.read(folder, environment), null,
      new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)), print(out), print(err)).run();
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String sealed(Map<String, String> environment) throws IOException {
    assertEquals(0, seal(environment, TOKEN));
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private void fillIn(String token) {
    CopiedConfig.change(folder, "accounts.yaml", "    server: \"\" ", "    server: https://mastodon.example ");
    CopiedConfig.change(folder, "accounts.yaml", "    token: \"\"              # 2. Preferences", "    token: " + token + " # 2. Preferences");
  }

  private GatewayConfig read(Map<String, String> environment) {
    return GatewayConfig.from(ConfigFolder.read(folder, environment));
  }

  @Test
  void what_seal_prints_stands_for_the_secret_to_who_has_the_key() throws IOException {
    var sealed = sealed(environment("BATON_KEY", KEY));
    assertTrue(sealed.startsWith("sealed:") && !sealed.contains(TOKEN), sealed);
    assertFalse(sealed.equals(sealed(environment("BATON_KEY", KEY))), "never the same twice");
    fillIn(sealed);
    var settings = ConfigFolder.read(folder, environment("BATON_KEY", KEY));
    assertEquals(4, GatewayConfig.from(settings).accounts().size());
    assertEquals(TOKEN, settings.at("accounts").at("mastodon").secret("token").value());
  }

  @Test
  void without_a_key_one_is_made_in_the_data_folder_and_used_from_then_on() throws IOException {
    var sealed = sealed(environment());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains(data.resolve("key").toString()), err::toString);
    fillIn(sealed);
    assertEquals(4, read(environment()).accounts().size());
  }

  @Test
  void a_wrong_key_and_none_are_mistakes_with_file_and_line_that_repeat_nothing() throws IOException {
    var sealed = sealed(environment("BATON_KEY", KEY));
    fillIn(sealed);
    var wrong = assertThrows(ConfigProblems.class, () -> read(environment("BATON_KEY", OTHER))).problems();
    assertEquals(1, wrong.size(), wrong::toString);
    assertTrue(wrong.getFirst().matches(".*accounts\\.yaml:\\d+: accounts\\.mastodon\\.token was sealed with another key.*"
      + "BATON_KEY.*seal.*"), wrong::toString);
    assertFalse(wrong.toString().contains(sealed.substring(10, 30)));
    var none = assertThrows(ConfigProblems.class, () -> read(environment())).problems();
    assertTrue(none.getFirst().contains("there is no key to open it"), none::toString);
    assertFalse(data.resolve("key").toFile().exists(), "a key that is made opens nothing");
  }

  @Test
  void a_sealed_value_that_is_no_such_value_is_not_repeated_opened() throws IOException {
    var sealed = sealed(environment("BATON_KEY", KEY));
    CopiedConfig.change(folder, "accounts.yaml", "    every: 15s             # how often", "    every: " + sealed + " # how often");
    var said = assertThrows(ConfigProblems.class, () -> read(environment("BATON_KEY", KEY))).problems();
    assertTrue(said.getFirst().contains("accounts.mastodon.every") && !said.toString().contains(TOKEN), said::toString);
  }

  @Test
  void a_secret_that_lies_open_in_a_file_is_found_one_that_is_sealed_or_comes_from_outside_is_not() throws IOException {
    fillIn(TOKEN);
    var found = PlainSecrets.findings(read(environment("BATON_KEY", KEY)).plain());
    assertEquals(List.of("accounts.mastodon.token"), found.stream().map(Finding::where).toList());
    assertTrue(found.getFirst().words().contains("accounts.yaml:") && found.getFirst().words().contains("command seal")
      && found.getFirst().words().contains("BATON_ACCOUNTS_MASTODON_TOKEN"), found.getFirst()::words);
    assertFalse(found.toString().contains(TOKEN));

    var outside = environment("BATON_KEY", KEY, "BATON_ACCOUNTS_MASTODON_TOKEN", TOKEN);
    assertEquals(List.of(), PlainSecrets.findings(read(outside).plain()));
    CopiedConfig.change(folder, "accounts.yaml", "token: " + TOKEN, "token: " + sealed(environment("BATON_KEY", KEY)));
    assertEquals(List.of(), PlainSecrets.findings(read(environment("BATON_KEY", KEY)).plain()));
  }

  @Test
  void check_tells_of_it_and_does_not_call_it_a_mistake() throws InterruptedException {
    fillIn(TOKEN);
    assertEquals(0, new Check(folder, environment(), print(out), print(err)).run(List.of()));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("accounts.mastodon.token"), out::toString);
    assertFalse(out.toString(StandardCharsets.UTF_8).contains(TOKEN));
  }

  @Test
  void nothing_is_sealed_with_a_key_that_is_none_nor_an_empty_secret() throws IOException {
    assertEquals(1, seal(environment("BATON_KEY", "sesame"), TOKEN));
    assertEquals(1, seal(environment("BATON_KEY", KEY), " "));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }
}
