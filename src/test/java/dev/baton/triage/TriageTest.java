package dev.baton.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the word lists that ship. */
class TriageTest {

  private final Triage triage = Triage.from(ConfigFolder.read(Path.of("config"), Map.of()));

  @Test
  void an_angry_customer_sounds_angry_and_the_words_are_shown() {
    var reading = triage.read("This is UNACCEPTABLE, I can't work!");
    assertEquals(Mood.ANGRY, reading.mood());
    assertEquals(List.of("angry: unacceptable"), reading.signals());
    assertTrue(reading.asks());
  }

  @Test
  void accents_case_and_apostrophes_do_not_matter() {
    assertEquals(Mood.ANGRY, triage.read("Das ist eine UNVERSCHÄMTHEIT und Frechheit").mood());
    assertEquals(Mood.UNHAPPY, triage.read("it doesn’t work").mood());
    assertEquals(Mood.ANGRY, triage.read("¡qué vergüenza!").mood());
  }

  @Test
  void a_word_inside_another_word_is_not_that_word() {
    assertEquals(Mood.UNKNOWN, triage.read("the wrongful lateral slowness").mood());
    assertTrue(triage.read("the fireplace channel").urgencies().isEmpty());
  }

  @Test
  void danger_is_seen_in_any_mood() {
    var reading = triage.read("love the speed, but there are sparks and a burning smell from the box");
    assertEquals(Set.of("safety"), reading.urgencies());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thank you so much!", "thx 🙌", "Danke, läuft wieder", "¡Muchas gracias!", "merci beaucoup",
    "obrigada!!", "ありがとうございます"})
  void a_mere_thank_you_asks_for_nothing(String text) {
    assertFalse(triage.read(text).asks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thanks, but when does the technician come?", "thank you for nothing, this is a joke of a company",
    "Thanks. It is still not working", "thanks for the info, I will cancel my contract", "Where is my parcel?",
    "Please call me back, thanks", "necesito un técnico mañana, gracias de antemano", "merci d'avance pour votre réponse",
    "ich brauche den Techniker morgen, danke"})
  void a_thank_you_with_a_question_or_a_complaint_asks(String text) {
    assertTrue(triage.read(text).asks());
  }

  @Test
  void where_no_word_tells_the_mood_is_unknown() {
    assertEquals(new Reading(Mood.UNKNOWN, true, Set.of(), List.of()), triage.read("Hub 3, serial 7781"));
  }

  @Test
  void a_long_text_costs_no_more_than_its_beginning() {
    assertEquals(Mood.UNKNOWN, triage.read("x ".repeat(50_000) + "furious").mood());
  }
}
