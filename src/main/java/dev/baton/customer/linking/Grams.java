package dev.baton.customer.linking;

import java.util.Set;
import java.util.TreeSet;

/** A handle as its pieces of some letters; beginning and end are letters too. */
final class Grams {

  static final int SIZE = 3;

  private Grams() {}

  static Set<String> of(String handle) {
    return of(handle, SIZE);
  }

  /** With one letter more, which tells how surely it follows. */
  static Set<String> longer(String handle) {
    return of(handle, SIZE + 1);
  }

  private static Set<String> of(String handle, int size) {
    var framed = framed(handle);
    var pieces = new TreeSet<String>();
    for (var i = 0; i + size <= framed.length(); i++) {
      pieces.add(framed.substring(i, i + size));
    }
    return pieces;
  }

  static String framed(String handle) {
    return "^" + handle + "$";
  }
}
