package dev.baton.customer.linking;

/** By what two people are compared, and how much it is worth that it agrees. */
public enum Trait {
  EMAIL(Kind.STRONG),
  PHONE(Kind.STRONG),
  /** A profile on another network that the network itself vouches for. */
  LINK(Kind.STRONG),
  /** Of a case of ours. */
  REFERENCE(Kind.STRONG),
  /** A customer's own number: of a contract, a member, an insurance. */
  NUMBER(Kind.PRIVATE),
  ORDER(Kind.PRIVATE),
  /** The day of birth. */
  BORN(Kind.PRIVATE),
  HANDLE(Kind.PUBLIC),
  NAME(Kind.PUBLIC),
  STREET(Kind.PUBLIC),
  POSTCODE(Kind.PUBLIC),
  /** Town, suburb, region. */
  PLACE(Kind.PUBLIC),
  /** When they were last heard. */
  SEEN(Kind.PUBLIC),
  /** What they said. */
  WORDS(Kind.PUBLIC);

  /** Who can know it, which decides what an agreement may do. */
  public enum Kind {
    /** Links two people by itself, unless what else is known speaks against it. */
    STRONG,
    /** Links where enough else agrees: strangers do not know it. */
    PRIVATE,
    /** Only ever suggests, however much of it agrees: everybody can see it, and choose to look the same. */
    PUBLIC
  }

  private final Kind kind;

  Trait(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
