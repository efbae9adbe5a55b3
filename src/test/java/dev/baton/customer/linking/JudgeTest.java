package dev.baton.customer.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static Verdict verdict(Portrait a, Portrait b) {
    return People.judged(a, b).verdict();
  }

  @Test
  void each_strong_identifier_links_alone() {
    assertEquals(Verdict.LINKS, verdict(People.of("1", "x", Trait.EMAIL, "Rosa@Gmail.com"),
      People.of("2", "phone", Trait.EMAIL, "ro.sa+x@gmail.com")));
    assertEquals(Verdict.LINKS, verdict(People.of("1", "x", Trait.PHONE, "+49 30 1234567"),
      People.of("2", "phone", Trait.PHONE, "030 1234567")));
    assertEquals(Verdict.LINKS, verdict(People.of("1", "x", Trait.LINK, "https://social.example/@rosa/"),
      People.of("2", "m", Trait.LINK, "social.example/@rosa")));
    assertEquals(Verdict.LINKS, verdict(People.of("1", "x", Trait.REFERENCE, "BT-4711"),
      People.of("2", "m", Trait.REFERENCE, "bt 4711")));
  }

  @Test
  void what_everybody_can_see_and_copy_only_suggests_however_much_of_it_agrees() {
    var a = People.of("1", "x", Trait.HANDLE, "@RosaDelgado84", Trait.NAME, "Rosa Delgado", Trait.PLACE, "Lisbon",
      Trait.WORDS, "my router has been blinking red since tuesday", Trait.SEEN, "2026-03-02T09:00:00Z");
    var b = People.of("2", "mastodon", Trait.HANDLE, "rosa_delgado84@social.example", Trait.NAME, "Delgado, Rosa",
      Trait.PLACE, "Lisbon", Trait.WORDS, "my router has been blinking red since tuesday", Trait.SEEN, "2026-03-02T09:11:00Z");
    assertEquals(Verdict.SUGGESTS, verdict(a, b));
  }

  @Test
  void the_reasons_are_said_in_words() {
    var a = People.of("1", "x", Trait.HANDLE, "rosa_d84", Trait.NAME, "Rosa Delgado", Trait.ORDER, "N-20417",
      Trait.SEEN, "2026-03-02T09:00:00Z", Trait.PLACE, "Lisbon");
    var b = People.of("2", "mastodon", Trait.HANDLE, "RosaD84", Trait.NAME, "Rosa Delgado", Trait.ORDER, "n20417",
      Trait.SEEN, "2026-03-02T09:11:00Z", Trait.PLACE, "Faro");
    assertEquals("handle and name equal on both networks, same order number, 11 minutes apart; but towns differ",
      sorted(People.judged(a, b).words()));
    assertEquals(Verdict.LINKS, verdict(a, b));
  }

  /** The weights say which comes first, and may change. */
  private static String sorted(String words) {
    var parts = words.split("; but ", 2);
    return String.join(", ", List.of(parts[0].split(", ")).stream().sorted((x, y) -> rank(x) - rank(y)).toList())
      + "; but " + parts[1];
  }

  private static int rank(String words) {
    return words.startsWith("handle") ? 0 : words.startsWith("same") ? 1 : 2;
  }

  @Test
  void an_order_number_alone_asks_first_where_there_are_many_people() {
    var a = People.of("1", "x", Trait.ORDER, "N-20417");
    var b = People.of("2", "m", Trait.ORDER, "N-20417");
    assertEquals(Verdict.SUGGESTS, People.judge(new Vetoes(), 1_000_000).judge(a, b).verdict());
  }

  @Test
  void a_couple_with_one_address_is_asked_about() {
    var shared = "the.delgados@home.example";
    var match = People.judged(People.of("1", "x", Trait.EMAIL, shared, Trait.NAME, "Rosa Delgado"),
      People.of("2", "m", Trait.EMAIL, shared, Trait.NAME, "Bruno Delgado"));
    assertEquals(Verdict.SUGGESTS, match.verdict());
    assertTrue(match.words().endsWith("but names partly equal"), match.words());
  }

  @Test
  void twins_are_asked_about() {
    assertEquals(Verdict.SUGGESTS, verdict(
      People.of("1", "", Trait.BORN, "1990-02-03", Trait.NAME, "Rosa Delgado", Trait.POSTCODE, "10115", Trait.STREET, "Am Ring 7"),
      People.of("2", "", Trait.BORN, "1990-02-03", Trait.NAME, "Ines Delgado", Trait.POSTCODE, "10115", Trait.STREET, "Am Ring 7")));
  }

  @Test
  void a_short_form_another_alphabet_and_another_order_are_one_name() {
    for (var spelling : List.of("Bob Müller", "MUELLER, Robert", "Robert Muller", "Dr. Robert Müller")) {
      var evidence = People.judged(People.of("1", "x", Trait.NAME, "Robert Müller"), People.of("2", "m", Trait.NAME, spelling))
        .evidence().getFirst();
      assertTrue(evidence.bits() > 8, spelling + " " + evidence);
    }
    assertTrue(People.judged(People.of("1", "x", Trait.NAME, "Дмитрий Иванов"),
      People.of("2", "m", Trait.NAME, "Dmitrij Ivanov")).evidence().getFirst().bits() > 8);
  }

  @Test
  void a_rare_name_says_more_than_a_common_one() {
    var counted = IntStream.range(0, 900).mapToObj(i -> People.of("c" + i, "x", Trait.NAME, i < 300 ? "Anna Schmidt" : "A" + i
      + " B" + i)).toArray(Portrait[]::new);
    var judge = People.judge(new Vetoes(), 900, counted);
    assertTrue(bits(judge, "Iphigenie Zwackelmann") > bits(judge, "Anna Schmidt") + 10);
  }

  private static double bits(Judge judge, String name) {
    return judge.judge(People.of("1", "x", Trait.NAME, name), People.of("2", "m", Trait.NAME, name)).bits();
  }

  @Test
  void the_more_people_there_are_the_more_it_takes() {
    var a = People.of("1", "x", Trait.HANDLE, "rosadelgado");
    var b = People.of("2", "m", Trait.HANDLE, "rosa.delgado");
    assertTrue(People.judge(new Vetoes(), 1_000).judge(a, b).bits() > People.judge(new Vetoes(), 100_000).judge(a, b).bits() + 6);
  }

  @Test
  void another_number_behind_a_handle_is_another_person() {
    assertEquals(Verdict.APART, verdict(People.of("1", "x", Trait.HANDLE, "annaschmidt12"),
      People.of("2", "m", Trait.HANDLE, "annaschmidt57")));
  }

  @Test
  void different_people_stay_so_whatever_agrees() {
    var vetoes = new Vetoes().add("2", "1");
    var a = People.of("1", "x", Trait.EMAIL, "rosa@firm.example", Trait.PHONE, "+49301234567");
    var b = People.of("2", "m", Trait.EMAIL, "rosa@firm.example", Trait.PHONE, "+49301234567");
    assertEquals(Verdict.APART, People.judge(vetoes, 100).judge(a, b).verdict());
  }

  @Test
  void of_several_on_one_network_only_the_best_is_suggested() {
    var judge = People.judge(new Vetoes(), 1_000);
    var rosa = People.of("1", "x", Trait.HANDLE, "rosadelgadolisboa");
    var matches = List.of(judge.judge(rosa, People.of("2", "m", Trait.HANDLE, "rosadelgado")),
      judge.judge(rosa, People.of("3", "m", Trait.HANDLE, "rosadelgadolisbon")),
      judge.judge(rosa, People.of("4", "bluesky", Trait.HANDLE, "rosadelgado")));
    assertEquals(List.of("3", "4"), Rivals.without(matches).stream().map(m -> m.b().id()).toList());
  }
}
