package dev.baton.notice;

import dev.baton.people.Person;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A message as somebody reads it, in no particular form.
 *
 * @param id   the same however often it is sent, by whichever node
 * @param at   when the latest of it happened
 * @param more cases that found no room
 * @param zone of the desk; times are written in it
 */
record Letter(String id, Person to, Instant at, List<Paragraph> paragraphs, int more, URI address, ZoneId zone) {

  Letter {
    paragraphs = List.copyOf(paragraphs);
  }

  /**
   * What there is to say about a case.
   *
   * @param link  where they can look at it; empty if they cannot
   * @param words each once, the latest first
   */
  record Paragraph(String brand, long caseId, String reference, String link, List<String> words, List<Asked> asked) {
    Paragraph {
      words = List.copyOf(words);
      asked = List.copyOf(asked);
    }
  }

  /** The same with at most so many cases. */
  Letter shortened(int most) {
    return paragraphs.size() <= most ? this : new Letter(id, to, at, paragraphs.subList(0, most),
      more + paragraphs.size() - most, address, zone);
  }
}
