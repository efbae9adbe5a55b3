package dev.baton.customer.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {

  private static Groups groups(Vetoes vetoes, Portrait... people) {
    var judge = People.judge(vetoes, people.length);
    var matches = new ArrayList<Match>();
    for (var a : people) {
      for (var b : people) {
        if (a.id().compareTo(b.id()) < 0) {
          matches.add(judge.judge(a, b));
        }
      }
    }
    return Groups.of(matches, vetoes);
  }

  private static final Portrait WEB = People.of("1", "web", Trait.EMAIL, "rosa@firm.example");
  private static final Portrait BOTH = People.of("2", "m", Trait.EMAIL, "rosa@firm.example", Trait.PHONE, "+49301234567");
  private static final Portrait CALL = People.of("3", "phone", Trait.PHONE, "030 1234567");

  @Test
  void strong_links_go_on_from_one_to_the_next() {
    var groups = groups(new Vetoes(), WEB, BOTH, CALL);
    assertTrue(groups.areOne("1", "3"));
    assertEquals(List.of(List.of("1", "2", "3")), groups.all());
  }

  @Test
  void suggestions_join_nobody() {
    var groups = groups(new Vetoes(), People.of("1", "x", Trait.HANDLE, "rosadelgado84"),
      People.of("2", "m", Trait.HANDLE, "rosadelgado84", Trait.NAME, "Rosa Delgado"),
      People.of("3", "bluesky", Trait.NAME, "Rosa Delgado", Trait.HANDLE, "rosa.delgado84.bsky.social"));
    assertEquals(List.of(), groups.all());
  }

  @Test
  void who_was_said_to_be_different_is_not_joined_by_a_third() {
    var groups = groups(new Vetoes().add("3", "1"), WEB, BOTH, CALL);
    assertFalse(groups.areOne("1", "3"));
    assertEquals(1, groups.all().size());
  }

  @Test
  void a_message_without_a_name_does_not_make_a_couple_one() {
    var address = "the.delgados@home.example";
    var groups = groups(new Vetoes(), People.of("1", "x", Trait.EMAIL, address, Trait.NAME, "Rosa Delgado"),
      People.of("2", "m", Trait.EMAIL, address), People.of("3", "m", Trait.EMAIL, address, Trait.NAME, "Bruno Delgado"));
    assertFalse(groups.areOne("1", "3"));
  }

  @Test
  void an_address_that_everybody_gives_makes_a_group_of_bounded_size() {
    var people = IntStream.range(0, 2 * Groups.MAX_PROFILES).mapToObj(i -> People.of("p" + i, "", Trait.EMAIL,
      "none@none.example")).toArray(Portrait[]::new);
    assertTrue(groups(new Vetoes(), people).all().stream().allMatch(g -> g.size() <= Groups.MAX_PROFILES));
  }
}
