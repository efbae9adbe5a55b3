package dev.baton.connector.mail;

import dev.baton.config.Secret;
import dev.baton.connector.mail.MailConfig.Door;
import dev.baton.connector.mail.MailConfig.Filing;
import dev.baton.connector.mail.MailConfig.Security;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Mails as customers' programs write them. */
final class Mails {

  private static final Door NOWHERE = new Door("unused.example", 1, Security.TLS);

  /** Of a desk whose servers are never asked. */
  static final MailConfig CONFIG = trusting(Trust.NONE);

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Mails() {}

  static MailConfig trusting(Trust trust) {
    return new MailConfig(NOWHERE, NOWHERE, "help@northwind.example", new Secret(""), new Secret(""),
      "help@northwind.example", "", "help@northwind.example", "INBOX", "",
      Set.of("help@northwind.example", "sales@northwind.example"), Filing.BATON, trust);
  }

  /** A plain first mail with an id of its own. */
  static String plain(String subject, String text) {
    return plain("<m" + COUNT.incrementAndGet() + "@customer.example>", subject, text);
  }

  static String plain(String id, String subject, String text) {
    return with("Message-ID: " + id + "\nSubject: " + subject, text);
  }

  /** From Ann, with these headers besides. */
  static String with(String headers, String text) {
    return "Return-Path: <ann@customer.example>\nFrom: Ann Archer <Ann@Customer.example>\nTo: help@northwind.example\n"
      + "Date: Mon, 02 Nov 2026 09:00:00 +0000\n" + headers + (headers.toLowerCase().contains("content-type:") ? ""
      : "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8") + "\n\n" + text;
  }
}
