package dev.baton.connector.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PostTextTest {

  @Test
  void a_family_is_one_character_and_so_is_a_letter_with_its_accent() {
    assertEquals(1, PostText.graphemes("👩‍👩‍👧‍👦"));
    assertEquals(1, PostText.graphemes("e\u0301"));
    assertEquals(2, PostText.graphemes("🇩🇪🇫🇷"));
    assertEquals(0, PostText.graphemes(""));
  }

  @Test
  void length_is_counted_in_characters_first_and_in_bytes_then() {
    assertTrue(PostText.tooLong("é".repeat(300)).isEmpty());
    assertEquals("The answer has 301 characters, Bluesky takes 300: shorten it by 1",
      PostText.tooLong("x".repeat(301)).orElseThrow());
    assertTrue(PostText.tooLong("👩‍👩‍👧‍👦".repeat(150)).orElseThrow().contains("bytes"));
  }

  @Test
  void links_and_names_are_found_at_their_bytes() {
    var text = "👩‍👩‍👧‍👦 @ann.example: größer at https://shop.example/ä?b=1. @ann.examples no";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var found = new ArrayList<String>();
    PostText.facets(text, "ann.example", "did:plc:ann").forEach(facet -> {
      var index = ((JsonObject) facet).getJsonObject("index");
      int start = index.getInteger("byteStart");
      found.add(new String(bytes, start, index.getInteger("byteEnd") - start, StandardCharsets.UTF_8));
    });
    assertEquals(List.of("@ann.example", "https://shop.example/ä?b=1"), found);
  }

  @Test
  void keys_have_thirteen_letters_and_sort_by_time() {
    var keys = new Tid(new Random(7));
    var made = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      made.add(keys.next(Instant.parse("2026-11-02T09:00:00Z").plusMillis(i / 10)));
    }
    assertEquals(new ArrayList<>(new TreeSet<>(made)), made);
    assertTrue(made.stream().allMatch(key -> key.matches("[2-7a-j][2-7a-z]{12}")));
    assertEquals("2222222222222", Tid.encode(0));
  }
}
