package dev.baton.customer.linking;

/**
 * How far one trait of two people agrees.
 *
 * @param level       as the table of weights names it
 * @param information bits of what they share, where it says more when it is rare; else 0
 * @param detail      words that the table cannot have; empty if none
 */
record Agreement(Trait trait, String level, double information, String detail) {

  static Agreement of(Trait trait, String level) {
    return new Agreement(trait, level, 0, "");
  }

  static Agreement of(Trait trait, String level, double information) {
    return new Agreement(trait, level, information, "");
  }
}
