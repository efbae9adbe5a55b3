package dev.baton.notice;

import dev.baton.config.ConfigFolder;
import dev.baton.people.People;
import dev.baton.people.Person;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Letters to Maria, with all that people can write into them. */
final class SomeLetters {

  static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
  static final String NASTY = "Is it <b>us</b> & \"them\"? @channel @Here me@desk.example *bold* "
    + "[x](http://evil.example)\n.\n..";

  private SomeLetters() {}

  static Person maria(Map<String, String> environment) {
    return People.from(ConfigFolder.read(Path.of("config"), environment)).of("maria").orElseThrow();
  }

  static Letter asking(Person to, boolean isOpen) {
    var asked = new Asked("northwind", 101, "Ana Lima", "Billing", NASTY, AT.plusSeconds(3_600), AT.plusSeconds(86_400),
      "https://desk.example/leg#token", isOpen);
    return letter(to, List.of(new Letter.Paragraph("northwind", 1001, "B-1001-MV", "https://desk.example/cases/1001",
      List.of("You are asked for an answer", "No pickup in time"), List.of(asked))), 0);
  }

  static Letter of(Person to, int cases) {
    return letter(to, IntStream.range(0, cases).mapToObj(i -> new Letter.Paragraph("northwind", 1001 + i,
      "B-" + (1001 + i) + "-XX", "", List.of("No pickup in time"), List.of())).toList(), 0);
  }

  private static Letter letter(Person to, List<Letter.Paragraph> paragraphs, int more) {
    return new Letter("0f2b", to, AT, paragraphs, more, URI.create("https://desk.example"), ZoneId.of("Europe/London"));
  }
}
