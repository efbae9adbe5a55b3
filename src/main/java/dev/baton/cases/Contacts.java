package dev.baton.cases;

import dev.baton.journal.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The contacts that a case has now, as its journal tells: those that came, were brought along, and did not leave. */
final class Contacts {

  /** The kinds of entries that say so; a case that nobody takes has thousands of others. */
  static final List<String> KINDS = List.of("opened", "contacted", "split-opened", "left-opened", "absorbed",
    "split-off", "unmerged", "contacts-left");

  private Contacts() {}

  /** @param titles what was said, by mention, which the journal does not hold @return from the oldest */
  static List<Contact> of(List<Entry.Numbered> oldestFirst, Map<Long, String> titles) {
    var contacts = new ArrayList<Contact>();
    for (var numbered : oldestFirst) {
      var body = numbered.entry().body();
      switch (numbered.entry().kind()) {
        case "opened", "contacted" -> contacts.add(EventJson.contact(body));
        case "split-opened" -> contacts.addAll(DealingsJson.parted(body, "", "").contacts());
        case "absorbed" -> contacts.addAll(DealingsJson.brought(body.getJsonObject("brought")).contacts());
        case "split-off" -> {
          contacts.clear();
          contacts.addAll(DealingsJson.list(body, "remaining", EventJson::contact));
        }
        case "left-opened", "unmerged", "contacts-left" -> {
          contacts.clear();
          contacts.addAll(AloneJson.read(body.getJsonObject("alone")).contacts());
        }
        default -> { }
      }
    }
    return contacts.stream().map(c -> c.titled(titles.getOrDefault(c.mention(), "")))
      .sorted(Comparator.comparing(Contact::at).thenComparing(Contact::mention)).toList();
  }
}
