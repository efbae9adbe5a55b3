package dev.baton.customer;

import java.util.List;

/**
 * Two profiles are one person, or may be.
 *
 * @param fromCustomer who the first is without it
 * @param toCustomer   whose it becomes
 * @param score        bits for it, beyond what it takes to find one among all
 */
record Link(String channel, String authorId, String toChannel, String toAuthor, long fromCustomer, long toCustomer,
            List<Reason> evidence, double score) {
  Link {
    evidence = List.copyOf(evidence);
  }
}
