package dev.baton.connector.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.connector.Channel;
import dev.baton.connector.facebook.FacebookChannel;
import dev.baton.connector.instagram.InstagramChannel;
import dev.baton.connector.messenger.MessengerChannel;
import dev.baton.connector.whatsapp.WhatsAppChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetaChannelsTest {

  static Stream<Arguments> channels() {
    var shared = List.of("token", "app-secret", "verify-token");
    return Stream.of(Arguments.of(new FacebookChannel(), List.of("page"), shared),
      Arguments.of(new MessengerChannel(), List.of("page"), shared),
      Arguments.of(new InstagramChannel(), List.of("account-id"), shared),
      Arguments.of(new WhatsAppChannel(), List.of("phone-number-id", "business-account"), shared));
  }

  private static Map<String, Object> filled(List<String> own, List<String> shared) {
    var keys = new HashMap<String, Object>();
    own.forEach(key -> keys.put(key, "1"));
    shared.forEach(key -> keys.put(key, "x"));
    return keys;
  }

  @ParameterizedTest
  @MethodSource("channels")
  void an_account_that_is_filled_in_is_on_and_one_that_is_not_says_what_is_missing(Channel channel, List<String> own,
                                                                                    List<String> shared) {
    var full = ConfigFolder.ofKeys("test", filled(own, shared));
    assertEquals("", channel.access(full).missing());
    full.finish();
    var empty = ConfigFolder.ofKeys("test", Map.of());
    assertTrue(channel.access(empty).missing().startsWith("Fill in " + own.getFirst()));
    empty.finish();
  }

  @ParameterizedTest
  @MethodSource("channels")
  void an_account_that_is_half_filled_in_is_a_mistake(Channel channel, List<String> own, List<String> shared) {
    var keys = filled(own, shared);
    keys.remove("app-secret");
    var half = ConfigFolder.ofKeys("test", keys);
    channel.access(half);
    var problems = assertThrows(ConfigProblems.class, half::finish);
    assertTrue(problems.getMessage().contains("app-secret is missing"), problems.getMessage());
  }
}
