package dev.baton.cases;

import java.util.List;

/** What is to happen to a case. */
public sealed interface Move {

  /** The case it is about; the answer speaks of this one. */
  CaseKey key();

  /** A new case. @param queue of the account it came in on */
  record Opening(CaseKey key, long customerId, String customerName, String customerHandle, String queue, Contact first)
    implements Move {}

  /**
   * An event of a case that is there, or that an earlier move of the same batch opens.
   *
   * @param actor    a person's id, or {@code customer}, {@code clock}, {@code network}
   * @param expected the conversation it was decided on, or {@link #ANY}
   */
  record Happening(CaseKey key, CaseEvent event, String actor, int expected) implements Move {

    public static final int ANY = -1;

    public static Happening of(CaseKey key, CaseEvent event, String actor) {
      return new Happening(key, event, actor, ANY);
    }
  }

  /**
   * Another case becomes part of this one.
   *
   * @param contacts all that the other had, from the oldest
   */
  record Merge(CaseKey key, CaseKey from, String actor, int expected, List<Contact> contacts) implements Move {}

  /**
   * Another case, which became part of this one, is its own again.
   *
   * @param ours   what this one would be if the other had never been part of it
   * @param theirs what the other would be
   */
  record Undo(CaseKey key, CaseKey from, String actor, int expected, Alone ours, Alone theirs) implements Move {}

  /** Who is behind a case. @param name what the list calls them, @param handle likewise */
  record Customer(long id, String name, String handle) {}

  /** Somebody else is behind it from now on; nothing else changes. */
  record Behind(CaseKey key, CaseEvent event, String actor, Customer customer) implements Move {}

  /**
   * Contacts that came only because of a link leave for a new case.
   *
   * @param ours   what this case would be if they had never come, and whose it is
   * @param theirs what theirs would be, and whose it is
   */
  record Leave(CaseKey key, CaseKey to, String actor, long link, Alone ours, Customer owner, Alone theirs, Customer leaving)
    implements Move {}

  /**
   * Some contacts leave for a new case.
   *
   * @param to        a number for the new case
   * @param parting   those that leave, from the oldest
   * @param remaining the others, from the oldest
   */
  record Split(CaseKey key, CaseKey to, String actor, int expected, List<Contact> parting, List<Contact> remaining)
    implements Move {}
}
