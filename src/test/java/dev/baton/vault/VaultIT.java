package dev.baton.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Line;
import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.Secret;
import dev.baton.config.StartProblem;
import dev.baton.connector.TokenStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What accounts sign in with is worth nothing to who has the database alone. */
@ExtendWith(EventLoops.class)
class VaultIT {

  private static final String TOKEN = "r3fr3sh-t0ken";

  @TempDir
  private Path data;
  private final Vertx vertx;
  private Line line;

  VaultIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private static SecretKey key(int seed) {
    var bytes = new byte[32];
    bytes[0] = (byte) seed;
    return VaultKey.of(new Secret(Base64.getEncoder().encodeToString(bytes)), Path.of("unused"));
  }

  private Vault vault(int seed) {
    return new Vault(line.database.reader(), key(seed), line.clock);
  }

  private byte[] kept(String account) {
    return line.database.reader().preparedQuery("select sealed from account_secret where account_id = $1")
      .execute(Tuple.of(line.account(account).id())).await().iterator().next().getBuffer("sealed").getBytes();
  }

  @Test
  void what_is_saved_is_there_for_every_node_with_the_key_and_the_last_counts() {
    assertEquals(Optional.empty(), vault(1).of("mastodon").load().await());
    var store = vault(1).of("mastodon");
    store.save("first").await();
    store.save(TOKEN).await();
    assertEquals(Optional.of(TOKEN), vault(1).of("mastodon").load().await());
    assertEquals(Optional.empty(), vault(1).of("bluesky").load().await());
  }

  @Test
  void a_node_that_slept_while_another_renewed_keeps_nothing_over_the_later_token() {
    var sleeper = vault(1).of("mastodon");
    sleeper.save("refresh-1").await();
    var other = vault(1).of("mastodon");
    assertEquals(Optional.of("refresh-1"), other.load().await());
    other.save("refresh-2").await();
    assertThrows(TokenStore.Overtaken.class, () -> sleeper.save("refresh-2 of the sleeper").await());
    assertEquals(Optional.of("refresh-2"), sleeper.load().await());
    sleeper.save("refresh-3").await();
    assertEquals(Optional.of("refresh-3"), other.load().await());
  }

  @Test
  void the_database_holds_no_readable_token_and_never_the_same_bytes_twice() {
    var store = vault(1).of("mastodon");
    store.save(TOKEN).await();
    var first = kept("mastodon");
    store.save(TOKEN).await();
    assertFalse(new String(first, StandardCharsets.ISO_8859_1).contains(TOKEN));
    assertFalse(Base64.getEncoder().encodeToString(first).equals(Base64.getEncoder().encodeToString(kept("mastodon"))));
  }

  @Test
  void a_wrong_key_opens_nothing_and_says_what_to_do() {
    vault(1).of("mastodon").save(TOKEN).await();
    var unopened = assertThrows(TokenStore.Unopened.class, () -> vault(2).of("mastodon").load().await());
    assertTrue(unopened.getMessage().contains("mastodon") && unopened.getMessage().contains("BATON_KEY"),
      unopened.getMessage());
    assertFalse(unopened.getMessage().contains(TOKEN));
  }

  @Test
  void one_accounts_token_is_none_in_anothers_place_nor_once_it_was_changed() {
    vault(1).of("mastodon").save(TOKEN).await();
    var seal = new Seal(key(1));
    assertThrows(TokenStore.Unopened.class, () -> seal.open("bluesky", kept("mastodon")));
    var changed = kept("mastodon");
    changed[changed.length - 1] ^= 1;
    assertThrows(TokenStore.Unopened.class, () -> seal.open("mastodon", changed));
    assertThrows(TokenStore.Unopened.class, () -> seal.open("mastodon", new byte[5]));
  }

  @Test
  void an_account_that_is_not_there_keeps_nothing() {
    assertThrows(IllegalStateException.class, () -> vault(1).of("nobody").save(TOKEN).await());
  }

  @Test
  void without_a_key_one_is_made_once_and_only_its_owner_may_read_it() throws IOException {
    var made = VaultKey.of(Secret.NONE, data);
    assertEquals(made, VaultKey.of(Secret.NONE, data));
    assertEquals(32, made.getEncoded().length);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("key"))));
  }

  @Test
  void a_key_that_is_none_is_refused_at_the_start_and_not_shown() throws IOException {
    var settings = ConfigFolder.ofKeys("baton.yaml", Map.of("vault.key", "sesame"));
    VaultKey.from(settings);
    var problems = assertThrows(ConfigProblems.class, settings::finish).problems();
    assertTrue(problems.getFirst().contains("vault.key is no key: give 32 bytes in base64"), problems.toString());
    assertFalse(problems.toString().contains("sesame"));
    Files.writeString(data.resolve("key"), "sesame");
    var refused = assertThrows(StartProblem.class, () -> VaultKey.of(Secret.NONE, data));
    assertFalse(refused.getMessage().contains("sesame"));
  }

  @Test
  void one_node_at_a_time_has_a_token_renewed_until_it_has_saved_it_or_is_gone() {
    var one = vault(1).of("mastodon");
    var other = vault(1).of("mastodon");
    assertTrue(one.claim().await());
    assertTrue(one.claim().await(), "its own try is no other's");
    assertFalse(other.claim().await());
    assertTrue(vault(1).of("bluesky").claim().await());
    one.save(TOKEN).await();
    assertTrue(other.claim().await());
    assertFalse(one.claim().await());
    line.clock.advance(Duration.ofMinutes(1));
    assertTrue(one.claim().await());
  }
}
