package dev.baton.customer.linking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each agreement weighs, as Fellegi and Sunter have it: how often people who are one agree so far (m), over how
 * often strangers do (u). Where u is {@code x4}, strangers do so four times as often as one of them has by chance what
 * both share, which {@link Commonness} knows.
 */
public final class Weights {

  /** One piece of chance never says more; beyond this, people are copying. */
  private static final double MAX_INFORMATION = 40;
  private static final Map<Trait, Double> MOST = new EnumMap<>(Map.of(Trait.NAME, 12.0, Trait.PLACE, 10.0,
    Trait.POSTCODE, 11.0, Trait.BORN, 15.0, Trait.STREET, 16.0));

  /** @param isFactor whether {@code u} multiplies the chance of what is shared */
  public record Level(String name, double m, double u, boolean isFactor, String words) {

    public Level {
      if (!(m > 0) || m > 1 || !(u > 0)) {
        throw new IllegalArgumentException("level " + name + " has m " + m + " and u " + u);
      }
    }
  }

  private final Map<Trait, Map<String, Level>> levels;

  public Weights(Map<Trait, List<Level>> table) {
    levels = new EnumMap<>(Trait.class);
    table.forEach((trait, all) -> {
      var own = new LinkedHashMap<String, Level>();
      all.forEach(level -> own.put(level.name(), level));
      levels.put(trait, own);
    });
  }

  /** The table that ships. */
  public static Weights shipped() {
    try (var file = new BufferedReader(new InputStreamReader(Weights.class.getResourceAsStream("weights.csv"),
      StandardCharsets.UTF_8))) {
      var table = new TreeMap<Trait, List<Level>>();
      file.lines().skip(1).map(line -> line.split(",", 5)).forEach(cells -> table
        .computeIfAbsent(Trait.valueOf(cells[0].toUpperCase(Locale.ROOT)), t -> new java.util.ArrayList<>())
        .add(new Level(cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3].replace("x", "")),
          cells[3].startsWith("x"), cells[4])));
      return new Weights(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #shipped} reads it; of a trait, the best level first. */
  public Map<Trait, List<Level>> table() {
    var table = new EnumMap<Trait, List<Level>>(Trait.class);
    levels.forEach((trait, own) -> table.put(trait, List.copyOf(own.values())));
    return table;
  }

  Evidence evidence(Agreement found) {
    var level = levels.get(found.trait()).get(found.level());
    return new Evidence(found.trait(), found.level(), bits(found), found.detail().isEmpty() ? level.words() : found.detail());
  }

  /** Never less than if it differed; what is the same never speaks against. */
  double bits(Agreement found) {
    var own = levels.get(found.trait());
    var bits = bits(own.get(found.level()), found);
    var worst = own.get(worst(own));
    var floor = found.level().equals(Evidence.SAME) ? 0 : Math.min(0, bits(worst, found));
    return Math.max(floor, bits);
  }

  private static String worst(Map<String, Level> own) {
    String last = null;
    for (var name : own.keySet()) {
      last = name;
    }
    return last;
  }

  private static double bits(Level level, Agreement found) {
    var most = MOST.getOrDefault(found.trait(), MAX_INFORMATION);
    return log2(level.m() / level.u()) + (level.isFactor() ? Math.min(most, found.information()) : 0);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
