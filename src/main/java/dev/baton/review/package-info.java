/**
 * The policy looked at as a whole: what it is, and what will not work as hoped, before anybody lives under it.
 * The door is {@link dev.baton.review.PolicyApi}.
 */
package dev.baton.review;
