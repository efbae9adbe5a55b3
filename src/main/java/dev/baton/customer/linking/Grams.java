package dev.baton.customer.linking;

import java.util.Set;
import java.util.TreeSet;

/** A handle as its pieces of three letters; beginning and end are letters too. */
final class Grams {

  static final int SIZE = 3;

  private Grams() {}

  static Set<String> of(String handle) {
    var framed = "^" + handle + "$";
    var pieces = new TreeSet<String>();
    for (var i = 0; i + SIZE <= framed.length(); i++) {
      pieces.add(framed.substring(i, i + SIZE));
    }
    return pieces;
  }
}
