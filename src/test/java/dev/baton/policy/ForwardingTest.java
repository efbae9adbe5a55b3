package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {

  private static final Forwarding FORWARDING = new Forwarding(List.of("forwarded it to", "an die Fachabteilung",
    "transmis à nos", "encaminhámos", "we've passed your", ""));

  @ParameterizedTest
  @ValueSource(strings = {
    "We have FORWARDED it to department XX.", "I forwarded  it\nto YY", "no: forwarded it to",
    "Das ging an die Fachabteilung!", "Nous l'avons transmis a nos services", "Encaminhamos o seu pedido",
    "ENCAMINHA\u0301MOS", "We’ve passed your message on", "weve passed your", "“forwarded—it…to” Bob"})
  void the_sentence_is_found_whatever_its_case_accents_and_punctuation(String text) {
    assertEquals(true, FORWARDING.in(text).isPresent(), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "...", "We forwarded the item", "unforwarded it to", "forwarded it toward",
    "Your parcel was forwarded", "fachabteilung"})
  void other_sentences_are_not(String text) {
    assertEquals(Optional.empty(), FORWARDING.in(text));
  }

  @Test
  void it_says_which_phrase_it_found() {
    assertEquals(Optional.of("transmis a nos"), FORWARDING.in("Transmis à nos collègues"));
    assertEquals(Optional.empty(), new Forwarding(List.of()).in("forwarded it to"));
  }
}
