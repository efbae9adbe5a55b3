package dev.baton.customer.linking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
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
    try (var file = new InputStreamReader(Weights.class.getResourceAsStream("weights.csv"), StandardCharsets.UTF_8)) {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table as {@link #written} writes it. */
  public static Weights read(Reader file) {
    var table = new TreeMap<Trait, List<Level>>();
    new BufferedReader(file).lines().skip(1).filter(line -> !line.isBlank()).map(line -> line.split(",", 5))
      .forEach(cells -> table.computeIfAbsent(Trait.valueOf(cells[0].toUpperCase(Locale.ROOT)), t -> new ArrayList<>())
        .add(new Level(cells[1], Double.parseDouble(cells[2]), Double.parseDouble(cells[3].replace("x", "")),
          cells[3].startsWith("x"), cells[4])));
    var missing = EnumSet.allOf(Trait.class);
    missing.removeAll(table.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("the table of weights has no lines for " + missing);
    }
    return new Weights(table);
  }

  /** One line a level. */
  public String written() {
    var lines = new StringBuilder("trait,level,m,u,words\n");
    levels.forEach((trait, own) -> own.values().forEach(level -> lines.append(String.format(Locale.ROOT,
      "%s,%s,%.4g,%s%.4g,%s%n", trait.name().toLowerCase(Locale.ROOT), level.name(), level.m(),
      level.isFactor() ? "x" : "", level.u(), level.words()))));
    return lines.toString();
  }

  /** As {@link #shipped} reads it; of a trait, the best level first. */
  public Map<Trait, List<Level>> table() {
    var table = new EnumMap<Trait, List<Level>>(Trait.class);
    levels.forEach((trait, own) -> table.put(trait, List.copyOf(own.values())));
    return table;
  }

  Evidence evidence(Agreement found) {
    var level = levels.get(found.trait()).get(found.level());
    return new Evidence(found.trait(), found.level(), bits(found),
      found.detail().isEmpty() ? level.words() : found.detail());
  }

  /** Never less than a worse level would say of the same values; what is the same never speaks against. */
  double bits(Agreement found) {
    var least = found.level().equals(Evidence.SAME) ? 0 : Double.NEGATIVE_INFINITY;
    return levels.get(found.trait()).values().stream().dropWhile(level -> !level.name().equals(found.level()))
      .mapToDouble(level -> bits(level, found)).reduce(least, Math::max);
  }

  private static double bits(Level level, Agreement found) {
    var most = MOST.getOrDefault(found.trait(), MAX_INFORMATION);
    return log2(level.m() / level.u()) + (level.isFactor() ? Math.min(most, found.information()) : 0);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
