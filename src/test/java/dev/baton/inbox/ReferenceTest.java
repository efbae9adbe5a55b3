package dev.baton.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  @Test
  void a_reference_is_found_however_it_is_written() {
    var reference = Reference.of(1042);
    assertEquals(Set.of(1042L), Reference.in("my case is " + reference + ", hello?"));
    assertEquals(Set.of(1042L), Reference.in(reference.toLowerCase() + "!"));
    assertEquals(Set.of(1042L), Reference.in("(" + reference.replace("-", "") + ")"));
  }

  @Test
  void a_slip_of_the_tongue_names_no_case() {
    var letters = Reference.of(1042).substring(7);
    assertTrue(Reference.in("B-1043-" + letters).isEmpty());
    assertTrue(Reference.in("B-1024-" + letters).isEmpty());
  }

  @Test
  void what_only_looks_like_a_reference_is_none() {
    assertTrue(Reference.in("flight B-12 to gate B7, part AB-1042-XX").isEmpty());
    assertTrue(Reference.in("B-999999999999999999999-AA").isEmpty());
  }

  @Test
  void check_letters_of_neighbours_differ() {
    var same = LongStream.range(1_000, 2_000)
      .filter(id -> Reference.of(id).substring(7).equals(Reference.of(id + 1).substring(7))).count();
    assertTrue(same < 5, same + " neighbours share their letters");
  }
}
