package dev.baton.policy;

/**
 * The policy in force. Whoever decides asks once and decides by what they were given; a reload changes what the next one
 * is given.
 */
public final class Policies {

  private volatile InForce inForce;

  /** @param version as the journal names it */
  public record InForce(int version, Policy policy) {}

  public Policies(InForce first) {
    this.inForce = first;
  }

  public InForce inForce() {
    return inForce;
  }

  public Policy current() {
    return inForce.policy();
  }

  public void become(InForce next) {
    inForce = next;
  }
}
