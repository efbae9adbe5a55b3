package dev.baton.people;

import dev.baton.config.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who works here and on which days they are away, by the days of the desk's time zone. */
public final class Absences {

  private final Map<String, List<Absence>> byPerson;
  private final ZoneId zone;

  private Absences(Map<String, List<Absence>> byPerson, ZoneId zone) {
    this.byPerson = byPerson;
    this.zone = zone;
  }

  /** Reads {@code people.<id>.absences} and {@code time-zone}; nothing else of anybody. */
  public static Absences from(Settings settings) {
    var byPerson = new LinkedHashMap<String, List<Absence>>();
    settings.names("people").forEach(id -> byPerson.put(id, absences(settings.at("people").at(id))));
    return new Absences(byPerson, settings.value("time-zone", "a time zone such as Europe/Lisbon", ZoneId.of("UTC"),
      ZoneId::of));
  }

  private static List<Absence> absences(Settings s) {
    var absences = new ArrayList<Absence>();
    for (var text : s.list("absences")) {
      try {
        absences.add(Absence.parse(text));
      } catch (RuntimeException e) {
        s.problem("absences", "has '" + text + "': give days such as 2026-12-24 or 2026-12-24..2026-12-31");
      }
    }
    return absences;
  }

  public Set<String> people() {
    return byPerson.keySet();
  }

  /** Whether they are here and not away. */
  public boolean present(String id, Instant at) {
    var absences = byPerson.get(id);
    if (absences == null) {
      return false;
    }
    var day = absences.isEmpty() ? null : at.atZone(zone).toLocalDate();
    return absences.stream().noneMatch(a -> a.covers(day));
  }
}
