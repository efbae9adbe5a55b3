package dev.baton.cases;

import dev.baton.journal.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A case as the journal and the tables know it. */
public final class Past {

  private final CaseKey key;
  private final List<Entry> entries;
  private final CaseState state;

  /** @param entries all of them, the oldest first */
  Past(CaseKey key, List<Entry> entries, CaseState state) {
    this.key = key;
    this.entries = List.copyOf(entries);
    this.state = state;
  }

  public CaseKey key() {
    return key;
  }

  List<Entry> entries() {
    return entries;
  }

  /** Where the tables say something else than a replay came to. */
  List<String> mistakes(CaseState replayed) {
    var recorded = parts(state);
    var mistakes = new ArrayList<String>();
    parts(replayed).forEach((part, value) -> {
      if (!value.equals(recorded.get(part))) {
        mistakes.add(part + " is " + recorded.get(part) + ", and replayed it is " + value);
      }
    });
    return mistakes;
  }

  /** All but names and title: they are a customer's words, so they are with the mention and not in the journal. */
  private static Map<String, Object> parts(CaseState state) {
    var parts = new LinkedHashMap<String, Object>();
    parts.put("queue", state.queue());
    parts.put("phase", state.phase());
    parts.put("owner", state.owner());
    parts.put("revision", state.revision());
    parts.put("conversation", state.conversation());
    parts.put("numbered", state.numbered());
    parts.put("answered", state.answered());
    parts.put("unanswered", state.unanswered());
    parts.put("delivery", state.delivery());
    parts.put("facts", state.facts());
    parts.put("dealings", state.dealings());
    parts.put("running", state.running());
    var face = state.face();
    parts.put("face", List.of(face.channels(), face.language(), face.openedAt(), face.lastContactAt(), face.contacts()));
    return parts;
  }
}
