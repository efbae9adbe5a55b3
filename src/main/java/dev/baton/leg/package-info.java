/**
 * Hand-offs to departments and vendors, and flags: the words of them, and the doors for agents, for experts who sign in,
 * and for people without an account, who hold a link for one leg.
 * The doors are {@link dev.baton.leg.LegsApi}, {@link dev.baton.leg.ExpertApi} and {@link dev.baton.leg.LinkApi}. What a
 * leg does is decided by the case engine.
 */
package dev.baton.leg;
