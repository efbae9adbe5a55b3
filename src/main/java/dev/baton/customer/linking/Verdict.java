package dev.baton.customer.linking;

/** What follows from comparing two people. */
public enum Verdict {
  /** They are one, and nobody has to be asked. */
  LINKS,
  /** An agent is asked. */
  SUGGESTS,
  APART
}
