package dev.baton.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {

  private static final List<String> SECRETS = List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static String missing(Map<String, Object> keys) {
    var settings = ConfigFolder.ofKeys("test", keys);
    var access = new WebhookChannel().access(settings);
    settings.finish();
    return access.missing();
  }

  private static String problem(Map<String, Object> keys) {
    return String.join("; ", assertThrows(ConfigProblems.class, () -> missing(keys)).problems());
  }

  @Test
  void without_a_secret_the_account_stays_off() {
    assertEquals("Fill in secrets", missing(Map.of()));
    assertEquals("", missing(Map.of("secrets", SECRETS)));
    assertEquals("", missing(Map.of("secrets", List.of(SECRETS.getFirst(), "another one of at least 24 bytes"),
      "answer-url", "https://shop.example/answers?token=1")));
    assertEquals("", missing(Map.of("secrets", SECRETS, "answer-url", "http://10.0.0.7/answers", "allow-private", "true")));
  }

  @Test
  void a_secret_that_is_easily_guessed_is_refused_and_not_repeated() {
    var problem = problem(Map.of("secrets", List.of(SECRETS.getFirst(), "guessme")));
    assertTrue(problem.contains("24 bytes"), problem);
    assertFalse(problem.contains("guessme") || problem.contains("MfKQ"), problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://shop.example/x?t0ken", "ftp://shop.example/t0ken", "https:///t0ken", "t0ken",
    "https://me:t0ken@shop.example/", "https://shop.example/ t0ken"})
  void an_address_that_gives_customers_words_away_is_refused_and_not_repeated(String url) {
    var problem = problem(Map.of("secrets", SECRETS, "answer-url", url));
    assertTrue(problem.contains("answer-url"), problem);
    assertFalse(problem.contains("t0ken"), problem);
  }
}
