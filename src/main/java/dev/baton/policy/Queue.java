package dev.baton.policy;

import java.util.List;

/**
 * Where untaken cases wait. Its leads answer for them: the first who is there.
 *
 * @param leads people and rotas
 * @param legs  keys of the departments and vendors its cases may be handed to
 */
public record Queue(String name, String brand, List<String> leads, Ladder ladder, Agreement agreement,
                    List<String> legs) {
  public Queue {
    leads = List.copyOf(leads);
    legs = List.copyOf(legs);
  }
}
