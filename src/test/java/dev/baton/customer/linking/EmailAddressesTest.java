package dev.baton.customer.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.baton.quality.Csv;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What validator.js expects of addresses; see {@code email/README.md}. */
class EmailAddressesTest {

  /**
   * Blocks whose options are what Baton does: everything in lower case, providers' rules on. The other blocks switch
   * a rule off, which Baton never does; there both sides have to be the same mailbox.
   */
  private static final Set<String> AS_WE_DO = Set.of("1", "4", "6", "8", "10", "12");

  private record Row(String block, String input, String expected) {}

  private static List<Row> rows() throws IOException {
    try (var file = new InputStreamReader(EmailAddressesTest.class.getResourceAsStream("/email/cases.csv"),
      StandardCharsets.UTF_8)) {
      return Csv.read(file).rows().stream().map(r -> new Row(r.get(0), r.get(2), r.get(3))).toList();
    }
  }

  @Test
  void every_row_of_the_set_comes_out_as_expected() throws IOException {
    var rows = rows();
    assertEquals(98, rows.size());
    rows.stream().filter(row -> AS_WE_DO.contains(row.block()))
      .forEach(row -> assertEquals(row.expected(), EmailAddresses.normal(row.input()), row::toString));
  }

  @Test
  void where_the_set_switches_a_rule_off_both_sides_are_the_same_mailbox_still() throws IOException {
    rows().forEach(row ->
      assertEquals(EmailAddresses.normal(row.expected()), EmailAddresses.normal(row.input()), row::toString));
  }

  @Test
  void what_is_normal_stays_as_it_is() throws IOException {
    rows().forEach(row -> {
      var normal = EmailAddresses.normal(row.input());
      assertEquals(normal, EmailAddresses.normal(normal));
    });
  }

  @Test
  void a_dot_or_a_plus_may_be_another_person_where_the_provider_is_not_known() {
    assertNotEquals(EmailAddresses.normal("a.b@firm.example"), EmailAddresses.normal("ab@firm.example"));
    assertNotEquals(EmailAddresses.normal("ab+x@firm.example"), EmailAddresses.normal("ab@firm.example"));
  }

  @Test
  void what_is_no_address_is_nobodys() {
    for (var raw : List.of("", "@", "rosa", "rosa@", "@gmail.com", "+x@gmail.com", "-x@yahoo.com")) {
      assertEquals("", EmailAddresses.normal(raw), raw);
    }
  }
}
