package dev.baton.customer.linking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of somebody, in the form in which it is compared. A customer of several profiles has several values of
 * a trait.
 *
 * @param id      unlike everybody else's
 * @param network where this profile is; empty for somebody of no network, or of several
 */
public record Portrait(String id, String network, Map<Trait, List<String>> values) {

  /** Of one trait; more are no help in telling people apart. */
  static final int MAX_VALUES = 8;

  public Portrait {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a portrait of nobody");
    }
    var kept = new EnumMap<Trait, List<String>>(Trait.class);
    values.forEach((trait, all) -> {
      var some = all.stream().filter(v -> !v.isEmpty()).distinct().limit(MAX_VALUES).toList();
      if (!some.isEmpty()) {
        kept.put(trait, some);
      }
    });
    values = Map.copyOf(kept);
  }

  List<String> of(Trait trait) {
    return values.getOrDefault(trait, List.of());
  }

  public static Draft draft(String id, String network, String region) {
    return new Draft(id, network, region);
  }

  /** Somebody being described. */
  public static final class Draft {

    private final String id;
    private final String network;
    private final String region;
    private final Map<Trait, List<String>> values = new EnumMap<>(Trait.class);

    private Draft(String id, String network, String region) {
      this.id = id;
      this.network = network;
      this.region = region;
    }

    /** @param raw as people wrote it; nothing where it is empty */
    public Draft with(Trait trait, String raw) {
      var normal = Normal.of(trait, raw, region);
      if (!normal.isEmpty()) {
        values.computeIfAbsent(trait, t -> new ArrayList<>()).add(normal);
      }
      return this;
    }

    public Portrait portrait() {
      return new Portrait(id, network, values);
    }
  }
}
