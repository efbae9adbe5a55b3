package dev.baton.customer.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LinkingPropertiesTest {

  private static final Map<Trait, List<String>> SAID = new EnumMap<>(Map.ofEntries(
    Map.entry(Trait.EMAIL, List.of("rosa.d@firm.example", "rosad@firm.example", "rosa.d@gmail.com", "rsoa.d@frim.example")),
    Map.entry(Trait.PHONE, List.of("+49301234567", "030 1234567", "+49301234568", "+351912000001")),
    Map.entry(Trait.LINK, List.of("https://social.example/@rosa", "social.example/@rosa", "other.example/rosa")),
    Map.entry(Trait.REFERENCE, List.of("BT-4711", "bt4711", "BT-4712")),
    Map.entry(Trait.NUMBER, List.of("4711-0815", "47110815", "47110816", "99")),
    Map.entry(Trait.ORDER, List.of("N-20417", "n20417", "N-20418")),
    Map.entry(Trait.BORN, List.of("1990-02-03", "03.02.1990", "1990-03-02", "1990-02-13", "1990-11-30", "1961-07-08")),
    Map.entry(Trait.HANDLE, List.of("rosadelgado", "Rosa_Delgado", "rosadelgado84", "rosad", "delgado.rosa", "tom", "repjones")),
    Map.entry(Trait.NAME, List.of("Rosa Delgado", "Delgado, Rosa", "R. Delgado", "Rose Delgado", "Rosa", "Tom Berg",
      "Maria Rosa Delgado Silva", "oRsa Dlegado")),
    Map.entry(Trait.STREET, List.of("12 Ring Road", "Ring Road 12", "Ringroad 12", "14 Ring Road", "3 High Street")),
    Map.entry(Trait.POSTCODE, List.of("10115", "10151", "10116", "EC1 2AB")),
    Map.entry(Trait.PLACE, List.of("Lisbon", "Lisbno", "Porto", "São Paulo")),
    Map.entry(Trait.SEEN, List.of("2026-03-02T09:00:00Z", "2026-03-02T09:11:00Z", "2026-03-02T20:00:00Z", "2026-05-01T00:00:00Z")),
    Map.entry(Trait.WORDS, List.of("my router blinks red", "router blinks red since monday", "where is my parcel"))));

  private final Judge judge = People.judge(new Vetoes(), 5_000, counted());

  private static Portrait[] counted() {
    return IntStream.range(0, 40).mapToObj(i -> {
      var draft = Portrait.draft("c" + i, "", "DE");
      SAID.forEach((trait, values) -> draft.with(trait, values.get(i % values.size())));
      return draft.portrait();
    }).toArray(Portrait[]::new);
  }

  /** Of every trait nothing, one value or two. */
  @Provide
  Arbitrary<Map<Trait, List<String>>> known() {
    var each = SAID.entrySet().stream().map(e -> Arbitraries.of(e.getValue()).list().ofMaxSize(2).map(v -> Map.entry(e.getKey(), v)))
      .toList();
    return Combinators.combine(each).as(entries -> {
      var all = new EnumMap<Trait, List<String>>(Trait.class);
      entries.forEach(e -> all.put(e.getKey(), e.getValue()));
      return all;
    });
  }

  private static Portrait portrait(String id, Map<Trait, List<String>> known) {
    var draft = Portrait.draft(id, "", "DE");
    known.forEach((trait, values) -> values.forEach(value -> draft.with(trait, value)));
    return draft.portrait();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void both_ways_round_it_is_the_same(@ForAll("known") Map<Trait, List<String>> a, @ForAll("known") Map<Trait, List<String>> b) {
    var one = judge.judge(portrait("1", a), portrait("2", b));
    var other = judge.judge(portrait("2", b), portrait("1", a));
    assertEquals(one.bits(), other.bits(), 1e-9);
    assertEquals(one.verdict(), other.verdict());
    assertEquals(one.words(), other.words());
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void one_more_thing_in_common_never_speaks_against(@ForAll("known") Map<Trait, List<String>> a,
                                                     @ForAll("known") Map<Trait, List<String>> b, @ForAll Trait trait,
                                                     @ForAll int which) {
    var value = SAID.get(trait).get(Math.floorMod(which, SAID.get(trait).size()));
    var before = judge.judge(portrait("1", a), portrait("2", b));
    var after = judge.judge(portrait("1", with(a, trait, value)), portrait("2", with(b, trait, value)));
    assertTrue(after.bits() >= before.bits() - 1e-9, () -> before + "\n" + after);
  }

  private static Map<Trait, List<String>> with(Map<Trait, List<String>> known, Trait trait, String value) {
    var more = new EnumMap<>(known);
    var values = new ArrayList<>(known.get(trait));
    values.add(value);
    more.put(trait, values);
    return more;
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void who_is_like_themselves_is_never_apart_from_themselves_by_evidence(@ForAll("known") Map<Trait, List<String>> a) {
    assertTrue(judge.judge(portrait("1", a), portrait("2", a)).evidence().stream().allMatch(e -> e.bits() >= 0));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void a_veto_holds_whatever_agrees(@ForAll("known") Map<Trait, List<String>> a) {
    var vetoed = People.judge(new Vetoes().add("1", "2"), 10).judge(portrait("1", a), portrait("2", a));
    assertEquals(Verdict.APART, vetoed.verdict());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void nobody_links_by_what_everybody_can_see(@ForAll("known") Map<Trait, List<String>> a) {
    var seen = new EnumMap<>(a);
    seen.keySet().removeIf(trait -> trait.kind() != Trait.Kind.PUBLIC);
    assertNotEquals(Verdict.LINKS, judge.judge(portrait("1", seen), portrait("2", seen)).verdict());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void keys_are_bounded(@ForAll("known") Map<Trait, List<String>> a) {
    assertTrue(BlockingKeys.of(portrait("1", a)).size() <= BlockingKeys.MAX_KEYS);
  }

  @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
  void candidates_are_bounded_however_many_are_alike(@ForAll("known") Map<Trait, List<String>> a) {
    var candidates = new Candidates();
    IntStream.range(0, 3_000).forEach(i -> candidates.add(portrait("p" + i, i % 50 == 0 ? a : Map.of(Trait.NAME,
      List.of("Rosa D" + i % 70), Trait.HANDLE, List.of("rosa" + i)))));
    var found = candidates.of(portrait("1", a));
    assertTrue(found.size() <= Candidates.MAX_CANDIDATES);
  }
}
