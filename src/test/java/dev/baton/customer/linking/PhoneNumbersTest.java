package dev.baton.customer.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.baton.quality.Csv;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The example number of every kind in every region; see {@code phone/README.md}. */
class PhoneNumbersTest {

  private record Row(String region, String countryCode, String nationalPrefix, String national, String e164) {

    /** Regions are two letters; 001 stands for numbers of no country. */
    boolean hasRegion() {
      return !region.equals("001");
    }
  }

  private static List<Row> rows() throws IOException {
    try (var file = new InputStreamReader(PhoneNumbersTest.class.getResourceAsStream("/phone/example_numbers.csv"),
      StandardCharsets.UTF_8)) {
      return Csv.read(file).rows().stream().map(r -> new Row(r.get(0), r.get(1), r.get(2), r.get(4), r.get(5))).toList();
    }
  }

  @Test
  void every_number_of_the_set_is_itself_however_it_is_spaced() throws IOException {
    var rows = rows();
    assertEquals(1_144, rows.size());
    for (var row : rows) {
      assertEquals(row.e164(), PhoneNumbers.normal(row.e164(), ""), row::toString);
      assertEquals(row.e164(), PhoneNumbers.normal("+" + row.countryCode() + " (" + row.national() + ") ", "US"),
        row::toString);
    }
  }

  @Test
  void every_number_of_the_set_as_it_is_dialled_at_home_is_the_same() throws IOException {
    var wrong = new TreeMap<String, String>();
    for (var row : rows()) {
      if (row.hasRegion()) {
        var dialled = PhoneNumberUtil.getInstance().format(number(row),
          PhoneNumberUtil.PhoneNumberFormat.NATIONAL);
        var normal = PhoneNumbers.normal(dialled, row.region());
        if (!normal.equals(row.e164())) {
          wrong.put(row.toString(), dialled + " became " + normal);
        }
      }
    }
    assertEquals(Map.of(), wrong);
  }

  private static com.google.i18n.phonenumbers.Phonenumber.PhoneNumber number(Row row) {
    try {
      return PhoneNumberUtil.getInstance().parse(row.e164(), null);
    } catch (com.google.i18n.phonenumbers.NumberParseException e) {
      throw new AssertionError(row.toString(), e);
    }
  }

  @Test
  void what_people_write_is_one_number() {
    for (var spelling : List.of("+49 30 1234567", "030 1234567", "030/123 45 67", "0049 30 1234567", "(030) 1234-567")) {
      assertEquals("+49301234567", PhoneNumbers.normal(spelling, "DE"), spelling);
    }
  }

  @Test
  void without_a_region_a_number_as_dialled_at_home_equals_only_itself() {
    assertEquals("0301234567", PhoneNumbers.normal("030 1234567", ""));
    assertEquals("+49301234567", PhoneNumbers.normal("+49 30 1234567", ""));
  }

  @Test
  void an_extension_of_the_house_is_nobodys_number_elsewhere() {
    assertEquals("17", PhoneNumbers.normal("17", "DE"));
  }

  @Test
  void nothing_to_dial_is_nobodys() {
    assertEquals("", PhoneNumbers.normal("anonymous", "DE"));
    assertEquals("", PhoneNumbers.normal("", ""));
  }

  @Test
  void regions_are_those_of_the_library() {
    assertTrue(PhoneNumbers.regions().containsAll(List.of("DE", "PT", "US")));
  }
}
