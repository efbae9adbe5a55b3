package dev.baton.config;

/** A sealed value cannot be opened; only a person can mend that. */
public final class Unsealed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** @param whatToDo never the value itself */
  public Unsealed(String whatToDo) {
    super(whatToDo, null, false, false);
  }
}
