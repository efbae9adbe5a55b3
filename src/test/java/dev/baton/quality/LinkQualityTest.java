package dev.baton.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkQualityTest {

  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    return LinkQuality.run(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8),
      new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void assertSaid(ByteArrayOutputStream stream, String... words) {
    for (var some : words) {
      assertTrue(stream.toString(StandardCharsets.UTF_8).contains(some), () -> stream.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void a_table_with_one_row_a_profile_says_who_is_who() throws IOException {
    var file = file("p.csv", """
      person,network,handle,full_name,e-mail,shoe size
      1,x,rosadelgado84,Rosa Delgado,Rosa@Gmail.com,38
      1,mastodon,rosa_d,Delgado Rosa,ro.sa@gmail.com,38
      2,mastodon,tom,Tom Berg,,44
      """);
    assertEquals(0, run("data=" + file));
    assertSaid(out, "3 profiles of 2 people", "columns not read: shoe size",
      "suggested or linked  precision 1.0000  recall 1.0000", "linked by itself     precision 1.0000  recall 1.0000");
  }

  @Test
  void a_table_with_a_column_a_network_says_it_by_its_rows() throws IOException {
    var file = file("wide.csv", "name,x,instagram\nRosa,rosadelgado84,rosa.delgado84\nTom,tomberg,\n");
    assertEquals(0, run("data=" + file, "from=x", "to=instagram"));
    assertSaid(out, "3 profiles of 2 people", "of a person, not of a profile: name", "(1 right, 0 wrong, 0 missed)");
    assertEquals(2, run("data=" + file, "from=x", "to=myspace"));
    assertSaid(err, "there is no column myspace; the networks are instagram, x");
  }

  @Test
  void two_files_are_compared_with_each_other() throws IOException {
    var one = file("a.csv", "rec_id, given_name, date_of_birth, soc_sec_id\nrec-1-org, rosa, 19900203, 4711081\n");
    var other = file("b.csv", "rec_id, given_name, date_of_birth, soc_sec_id\nrec-1-dup-0, rosa, 19900203, 4711081\n");
    assertEquals(0, run("data=" + one, "with=" + other));
    assertSaid(out, "2 profiles of 1 people, 1 of 1 pairs compared", "linked by itself     precision 1.0000  recall 1.0000");
  }

  @Test
  void a_table_of_pairs_is_compared_as_it_is() throws IOException {
    var file = file("pairs.csv", "email_l;email_r;match\nrosa@x.example;Rosa@X.example;1\nrosa@x.example;tom@x.example;0\n");
    assertEquals(0, run("data=" + file));
    assertSaid(out, "2 pairs, each compared", "linked by itself     precision 1.0000  recall 1.0000");
  }

  @Test
  void what_is_wrong_with_a_table_is_said_with_its_line() throws IOException {
    assertEquals(2, run("data=" + file("cells.csv", "person,name\n1,Rosa\n2\n")));
    assertSaid(err, "line 3 has 1 cells, and the first line names 2 columns");
    assertEquals(2, run("data=" + file("who.csv", "name\nRosa\n")));
    assertSaid(err, "line 2 does not say who it is", "cluster");
    assertEquals(2, run("data=" + file("what.csv", "person,shoe\n1,38\n")));
    assertSaid(err, "no column says anything of a person; there is person, shoe");
    assertEquals(2, run("data=" + file("quote.csv", "person,name\n1,\"Rosa\n")));
    assertSaid(err, "line 2 opens a quote that is never closed");
    assertEquals(2, run("data=" + file("empty.csv", "")));
    assertSaid(err, "the file is empty");
    assertEquals(2, run("data=nowhere.csv"));
    assertSaid(err, "there is no file nowhere.csv; the sets that ship are congress_social");
    assertEquals(2, run("from=x", "rows=3"));
    assertSaid(err, "give both from and to", "'rows' is not an argument");
  }

  @Test
  void a_table_that_was_learnt_can_be_used() throws IOException {
    assertEquals(0, run("data=splink_fake1000", "learn=yes"));
    var text = out.toString(StandardCharsets.UTF_8);
    var table = file("w.csv", text.substring(text.indexOf("trait,level")).strip());
    assertEquals(0, run("data=splink_fake1000", "weights=" + table));
    assertEquals(2, run("data=splink_fake1000", "weights=" + file("x.csv", "a,b\n1,2\n")));
    assertSaid(err, "is no table of weights");
  }
}
