package dev.baton.connector.youtube;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was given before, so that the same pages need not bring it again and again. Kept in memory alone, and believed only
 * once it is certain that it was stored: when the cursor that was given with it comes back. A process that starts anew
 * gives some things twice, which ingest knows; it loses nothing.
 */
final class Known {

  /** More comments than most channels get in the days that are looked back at. */
  private static final int COMMENTS = 10_000;
  /** As many as a wide run passes. */
  private static final int THREADS = 2_000;

  private final Map<String, String> versions = newest(COMMENTS);
  private final Map<String, String> marks = newest(THREADS);
  private final Map<String, String> newVersions = new HashMap<>();
  private final Map<String, String> newMarks = new HashMap<>();
  private String cursor = "";

  private static Map<String, String> newest(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
        return size() > most;
      }
    };
  }

  /** Before a page is asked for. @param from as it is stored now. @return whether that is what was given last */
  boolean begin(String from) {
    boolean stored = from.equals(cursor);
    if (stored) {
      versions.putAll(newVersions);
      marks.putAll(newMarks);
    }
    newVersions.clear();
    newMarks.clear();
    cursor = "";
    return stored;
  }

  /** After a page. @param next given with it */
  void given(String next) {
    cursor = next;
  }

  /** @return the version that it had, empty if it was not known */
  String saw(String comment, String version) {
    var staged = newVersions.put(comment, version);
    var before = staged == null ? versions.get(comment) : staged;
    return before == null ? "" : before;
  }

  boolean hasAllBelow(String thread, String mark) {
    return mark.equals(marks.get(thread)) || mark.equals(newMarks.get(thread));
  }

  void allBelow(String thread, String mark) {
    newMarks.put(thread, mark);
  }
}
