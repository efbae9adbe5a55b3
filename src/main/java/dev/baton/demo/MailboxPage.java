package dev.baton.demo;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The mailbox as a page: what came is text, and only what looks like an address of the web is a link. */
final class MailboxPage {

  private static final Pattern LINK = Pattern.compile("https?://[A-Za-z0-9./?=_~:#&;%+,@!$*-]+[A-Za-z0-9/=_~#-]");
  private static final String HEAD = """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="10"><title>Mailbox</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
    article { border-top: 1px solid #ccc; padding: 1rem 0; }
    h2 { font-size: 1rem; margin: 0; }
    pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0; }
    p { color: #555; margin: 0; }
    </style></head><body>
    <h1>Mailbox</h1>
    <p>Every mail that this demo sends ends here; nobody else gets it. The latest is on top.</p>
    """;

  private MailboxPage() {}

  static String of(List<ReceivedMail> mails) {
    return HEAD + (mails.isEmpty() ? "<article><p>Nothing yet.</p></article>\n"
      : mails.stream().map(MailboxPage::mail).collect(Collectors.joining())) + "</body></html>\n";
  }

  private static String mail(ReceivedMail mail) {
    return "<article><h2>" + escaped(mail.subject()) + "</h2>\n<p>to " + escaped(mail.to()) + ", "
      + mail.at().truncatedTo(ChronoUnit.SECONDS) + "</p>\n<pre>"
      + linked(escaped(mail.text().strip())) + "</pre></article>\n";
  }

  private static String linked(String escaped) {
    return LINK.matcher(escaped).replaceAll("<a href=\"$0\">$0</a>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
      .replace("'", "&#39;");
  }
}
