package dev.baton.policy;

import java.util.List;

/** Where untaken cases wait. Its leads answer for them: the first who is present. */
public record Queue(String name, String brand, List<String> leads, Ladder ladder, Agreement agreement) {
  public Queue {
    leads = List.copyOf(leads);
  }
}
