package dev.baton.connector.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MastodonCursorTest {

  /** Enough for everything to arrive and be read. */
  private static final int POLLS = 60;

  @Test
  void ids_are_ordered_by_length_and_then_by_letter() {
    var ids = new TreeSet<>(MastodonCursor.ORDER);
    ids.addAll(List.of("100", "99", "1234567890123456789012345678901234567890", "101"));
    assertEquals(List.of("99", "100", "101", "1234567890123456789012345678901234567890"), List.copyOf(ids));
  }

  @Test
  void it_survives_being_stored() {
    var cursor = MastodonCursor.BEFORE_ALL.after(List.of("5", "7"), false);
    assertEquals(cursor, MastodonCursor.parse(cursor.text()));
  }

  @Test
  void a_full_page_leads_on_and_the_last_page_looks_back() {
    var page = IntStream.range(1_000, 1_080).mapToObj(String::valueOf).toList();
    var full = MastodonCursor.BEFORE_ALL.after(page, true);
    assertEquals("1079", full.from());
    assertEquals("1060", full.after(List.of(), false).from());
  }

  /** A model of a server whose ids become visible out of order, but never more than a few places late. */
  @Test
  void ids_that_become_visible_a_few_places_late_are_all_read_once() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      var order = new ArrayList<Integer>();
      IntStream.range(1, 600).forEach(order::add);
      order.sort(Comparator.comparingInt(id -> id + new Random(id).nextInt(12)));
      var visible = new TreeSet<String>(MastodonCursor.ORDER);
      var read = new ArrayList<String>();
      var cursor = MastodonCursor.BEFORE_ALL;
      int next = 0;
      for (int poll = 0; poll < POLLS; poll++) {
        for (int arriving = random.nextInt(100); arriving > 0 && next < order.size(); arriving--) {
          visible.add(String.valueOf(order.get(next++)));
        }
        boolean more = true;
        while (more) {
          var page = visible.tailSet(cursor.from(), false).stream().limit(MastodonApi.PAGE).toList();
          page.stream().filter(Predicate.not(cursor.seen()::contains)).forEach(read::add);
          more = page.size() == MastodonApi.PAGE && cursor.advancesWith(page);
          cursor = cursor.after(page, page.size() == MastodonApi.PAGE);
        }
      }
      assertEquals(order.size(), next, "seed " + seed);
      assertEquals(599, read.size(), "seed " + seed);
      assertEquals(599, new TreeSet<>(read).size(), "seed " + seed);
    }
  }
}
