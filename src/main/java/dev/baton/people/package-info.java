/**
 * Who works here: agents, leads and supervisors, whether they are there today, and how they sign in.
 * The doors are {@link dev.baton.people.People} and {@link dev.baton.people.SignIn}; whoever acts is a
 * {@link dev.baton.people.Caller}.
 */
package dev.baton.people;
