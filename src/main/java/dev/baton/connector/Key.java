package dev.baton.connector;

import java.util.List;
import java.util.Locale;

/**
 * One thing that an account of a channel is told, as data: read from its settings, asked for on the page and told by
 * the API.
 *
 * @param name   as {@code config/accounts.yaml} spells it
 * @param label  what it is, in plain words
 * @param help   where to get it, or what it does
 * @param needed without it the account is off
 * @param unless the key that does instead of a needed one; empty where none does
 * @param usual  what holds where nothing is said; empty where nothing does
 * @param words  those to choose from; empty where it is no choice
 * @param made   how Baton makes one, where the operator would have to invent it
 */
public record Key(String name, String label, String help, Kind kind, boolean needed, String unless, String usual,
                  List<String> words, Made made) {

  /** What is written there. */
  public enum Kind {
    TEXT, NUMBER, LENGTH, FLAG, CHOICE, LIST,
    /** Where the account leads. Secrets are sent there, so with another address they have to be given again. */
    ADDRESS,
    /** One that is never told again. */
    SECRET,
    /** Several of them. */
    SECRETS;

    /** As in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a secret that Baton makes looks like. */
  public enum Made {
    NOT,
    /** Letters, digits, {@code _} and {@code -}. */
    WORD,
    /** As Standard Webhooks spells one. */
    SIGNING_KEY
  }

  public Key {
    words = List.copyOf(words);
  }

  private static Key of(Kind kind, String name, String label, String help, String usual) {
    return new Key(name, label, help, kind, false, "", usual, List.of(), Made.NOT);
  }

  public static Key text(String name, String label, String help) {
    return of(Kind.TEXT, name, label, help, "");
  }

  public static Key text(String name, String label, String help, String usual) {
    return of(Kind.TEXT, name, label, help, usual);
  }

  /** @param usual empty where everybody has another */
  public static Key address(String name, String label, String help, String usual) {
    return of(Kind.ADDRESS, name, label, help, usual);
  }

  public static Key secret(String name, String label, String help) {
    return of(Kind.SECRET, name, label, help, "");
  }

  public static Key secrets(String name, String label, String help) {
    return of(Kind.SECRETS, name, label, help, "");
  }

  public static Key list(String name, String label, String help) {
    return of(Kind.LIST, name, label, help, "");
  }

  public static Key flag(String name, String label, String help, boolean usual) {
    return of(Kind.FLAG, name, label, help, String.valueOf(usual));
  }

  public static Key number(String name, String label, String help, int usual) {
    return of(Kind.NUMBER, name, label, help, String.valueOf(usual));
  }

  /** A length of time. */
  public static Key length(String name, String label, String help, String usual) {
    return of(Kind.LENGTH, name, label, help, usual);
  }

  /** @param usual empty where it depends on others */
  public static Key choice(String name, String label, String help, List<String> words, String usual) {
    return new Key(name, label, help, Kind.CHOICE, false, "", usual, words, Made.NOT);
  }

  /** Of what is polled. */
  public static Key every(String usual) {
    return length(Keys.EVERY, "How often to look", "Such as 15s or 1m", usual);
  }

  /** Without it the account is off. */
  public Key need() {
    return needUnless("");
  }

  public Key needUnless(String other) {
    return new Key(name, label, help, kind, true, other, usual, words, made);
  }

  public Key madeAs(Made how) {
    return new Key(name, label, help, kind, needed, unless, usual, words, how);
  }

  public boolean isSecret() {
    return kind == Kind.SECRET || kind == Kind.SECRETS;
  }
}
