package dev.baton.cases;

/** A case's name: its brand and number. */
public record CaseKey(String brand, long id) implements Comparable<CaseKey> {

  @Override
  public int compareTo(CaseKey other) {
    var byBrand = brand.compareTo(other.brand);
    return byBrand != 0 ? byBrand : Long.compare(id, other.id);
  }
}
