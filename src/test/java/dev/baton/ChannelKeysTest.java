package dev.baton;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.Settings;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a channel says that its accounts are told is what it reads, and what the shipped file says of it. */
class ChannelKeysTest {

  /** Of accounts of all channels. */
  private static final Set<String> COMMON = Set.of("region", "channel", "brand", "queue", Keys.EVERY);

  private static List<Channel> channels() {
    return List.copyOf(Channels.ALL.values());
  }

  private static Set<String> names(Channel channel) {
    return channel.keys().stream().map(Key::name).filter(name -> !name.equals(Keys.EVERY)).collect(toSet());
  }

  @Test
  void a_channel_reads_just_the_keys_that_it_names() {
    for (var channel : channels()) {
      var nothing = ConfigFolder.ofKeys("the test", Map.of());
      channel.access(nothing);
      assertEquals(names(channel), nothing.asked().keySet(), channel.name());
    }
  }

  @Test
  void what_it_calls_usual_is_what_it_reads_where_nothing_is_said() {
    for (var channel : channels()) {
      var nothing = ConfigFolder.ofKeys("the test", Map.of());
      channel.access(nothing);
      channel.keys().stream().filter(key -> !key.usual().isEmpty() && !key.name().equals(Keys.EVERY)).forEach(key ->
        assertEquals(parsed(key, nothing.asked().get(key.name())), nothing.asked().get(key.name()),
          channel.name() + "." + key.name()));
    }
  }

  private static Object parsed(Key key, Object like) {
    return switch (like) {
      case Long millionths -> new BigDecimal(key.usual()).movePointRight(6).longValueExact();
      case Integer number -> Integer.valueOf(key.usual());
      case Boolean flag -> Boolean.valueOf(key.usual());
      case Duration length -> Settings.parseDuration(key.usual());
      case URI address -> URI.create(key.usual());
      default -> key.usual();
    };
  }

  @Test
  void what_it_calls_a_secret_it_reads_as_one() {
    for (var channel : channels()) {
      var all = ConfigFolder.ofKeys("the test", channel.keys().stream().collect(toMap(Key::name, key -> "x")));
      channel.access(all);
      assertEquals(channel.keys().stream().filter(Key::isSecret).map(Key::name).collect(toSet()),
        all.plainSecrets().keySet(), channel.name());
    }
  }

  @Test
  void each_says_in_words_what_it_is_and_where_a_needed_one_comes_from() {
    for (var channel : channels()) {
      for (var key : channel.keys()) {
        assertFalse(key.label().isBlank(), channel.name() + "." + key.name());
        assertTrue(!key.needed() || key.help().length() > 5, channel.name() + "." + key.name());
        assertTrue(key.unless().isEmpty() || names(channel).contains(key.unless()), channel.name() + "." + key.name());
      }
    }
  }

  /** The lines of each account of the shipped file, commented out or not, by its channel. */
  private static Map<String, String> shipped() throws IOException {
    var blocks = new TreeMap<String, StringBuilder>();
    var current = new StringBuilder();
    for (var line : Files.readAllLines(Path.of("config", "accounts.yaml"))) {
      var plain = line.replaceFirst("^ {2}# ?", "  ");
      if (plain.matches(" {2}[a-z-]+:")) {
        current = new StringBuilder();
      }
      current.append(plain).append('\n');
      var named = Pattern.compile(" {4}channel: ([a-z-]+).*").matcher(plain);
      if (named.matches()) {
        blocks.put(named.group(1), current);
      }
    }
    return blocks.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> e.getValue().toString()));
  }

  @Test
  void the_shipped_file_has_a_block_for_every_channel_that_names_its_keys_and_no_others() throws IOException {
    var shipped = shipped();
    var file = Files.readString(Path.of("config", "accounts.yaml"));
    assertEquals(channels().stream().filter(c -> !c.isInternal()).map(Channel::name).collect(toSet()), shipped.keySet());
    for (var channel : channels().stream().filter(c -> !c.isInternal()).toList()) {
      var block = shipped.get(channel.name());
      var written = Pattern.compile("(?m)^ {4}(?:# )?([a-z-]+): ").matcher(block).results().map(m -> m.group(1))
        .filter(name -> !COMMON.contains(name)).collect(toSet());
      assertTrue(names(channel).containsAll(written), () -> channel.name() + " does not know one of " + written);
      var unnamed = channel.keys().stream().filter(key -> !isNamed(key, key.needed() ? block : file)).map(Key::name).toList();
      assertEquals(List.of(), unnamed, "the block of " + channel.name() + " leaves these out");
    }
  }

  /** What several networks have alike is explained once. */
  private static boolean isNamed(Key key, String text) {
    return Pattern.compile("(?<![a-z-])" + key.name() + "(?![a-z-])").matcher(text).find();
  }

  @Test
  void a_needed_key_and_a_secret_ship_empty_and_what_ships_filled_in_is_usual_or_may_be_changed() throws IOException {
    for (var channel : channels().stream().filter(c -> !c.isInternal()).toList()) {
      var lines = shipped().get(channel.name()).lines().filter(line -> line.matches(" {4}[a-z-]+:.*"))
        .collect(Collectors.joining("\n"));
      var read = ConfigFolder.of(Map.of("accounts.yaml", "account:\n" + lines), Map.of()).at("account");
      channel.keys().stream().filter(key -> key.needed() || key.isSecret())
        .forEach(key -> assertTrue(Keys.isBlank(read, key), channel.name() + "." + key.name()));
      channel.keys().stream().filter(key -> key.name().equals(Keys.EVERY)).forEach(key ->
        assertEquals(Settings.parseDuration(key.usual()), read.duration(Keys.EVERY, Settings.parseDuration(key.usual())),
          channel.name() + " is usually looked at as often as its block says"));
    }
  }
}
