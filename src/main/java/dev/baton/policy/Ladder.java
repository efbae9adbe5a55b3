package dev.baton.policy;

import java.time.Duration;
import java.util.List;

/** Who is alarmed, in which order, when an obligation is missed. Above its last level stands the last resort. */
public record Ladder(String name, List<Level> levels) {

  public Ladder {
    levels = List.copyOf(levels);
  }

  /**
   * @param people people and rotas, of whom the first who is there is alarmed
   * @param actWithin time for them to act before the next level
   */
  public record Level(List<String> people, Duration actWithin) {
    public Level {
      people = List.copyOf(people);
    }
  }
}
