package dev.baton.connector.mail;

import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what a person wrote from what a machine sent. Machines are not answered, and open nothing, or two of them would
 * talk to each other for ever.
 */
final class Guard {

  private static final String LIST = "list";
  private static final Set<String> BULK = Set.of("bulk", LIST, "junk", "auto_reply");
  private static final Set<String> MARKS = Set.of("x-autoreply", "x-autorespond", "x-loop");
  private static final Pattern MACHINE = Pattern.compile(
    "(?:mailer-daemon|postmaster|no-?_?reply|do-?_?not-?_?reply)(?:[+].*)?");

  private static final Pattern LIST_ID = Pattern.compile("<([^<>]*)>");

  private final Set<String> own;
  private final Set<String> lists;

  /**
   * @param own   our addresses, in lower case
   * @param lists List-Ids, in lower case, whose mails are people's
   */
  Guard(Set<String> own, Set<String> lists) {
    this.own = own;
    this.lists = lists;
  }

  /** Why it is no person's, or empty. */
  Optional<String> machine(Headers headers, Optional<InternetAddress> from, boolean isReport) {
    if (headers.every("Auto-Submitted").stream().anyMatch(auto -> !auto.isEmpty()
      && !auto.split("[;\\s]", 2)[0].equals("no"))) {
      return Optional.of("Auto-Submitted");
    }
    var isPeoples = isPeoples(headers);
    if (headers.every("Precedence").stream().anyMatch(p -> BULK.contains(p) && !(isPeoples && p.equals(LIST)))) {
      return Optional.of("Precedence");
    }
    if (headers.lower("Return-Path").replaceAll("\\s", "").equals("<>")) {
      return Optional.of("Return-Path");
    }
    if (isReport) {
      return Optional.of("report");
    }
    var names = headers.names();
    return names.stream().filter(name -> name.startsWith("list-") && !isPeoples || MARKS.contains(name)).findFirst()
      .or(() -> from.filter(Guard::isMachine).map(address -> "From"));
  }

  /** Of named lists and of no other: a newsletter has one of its own. */
  private boolean isPeoples(Headers headers) {
    var of = headers.every("List-Id").stream().map(id -> {
      var bracketed = LIST_ID.matcher(id);
      return (bracketed.find() ? bracketed.group(1) : id).strip();
    }).toList();
    return !of.isEmpty() && lists.containsAll(of);
  }

  /** True for our own addresses, whatever their case. */
  boolean isOwn(InternetAddress address) {
    return own.contains(lower(address));
  }

  static boolean isMachine(InternetAddress address) {
    return MACHINE.matcher(lower(address).split("@", 2)[0]).matches();
  }

  private static String lower(InternetAddress address) {
    return address.getAddress().toLowerCase(java.util.Locale.ROOT);
  }
}
