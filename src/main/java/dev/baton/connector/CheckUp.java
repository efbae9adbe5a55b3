package dev.baton.connector;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a first read says about an account. */
public final class CheckUp {

  private static final String CREDENTIALS = "credentials";
  private static final String READING = "reading";

  private static final DateTimeFormatter AT =
    DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private CheckUp() {}

  public static List<Checked> of(ReadOutcome outcome) {
    return switch (outcome) {
      case ReadOutcome.Page page -> List.of(new Checked(CREDENTIALS, true, "are accepted"),
        new Checked(READING, true, found(page)));
      case ReadOutcome.Wait(var pause, var why) -> List.of(new Checked(READING, false,
        why + "; ask again in " + Math.max(1, pause.toSeconds()) + " s"));
      case ReadOutcome.Rest(var pause, var why) -> List.of(new Checked(READING, false, why));
      case ReadOutcome.NeedsReconnect(var why) -> List.of(new Checked(CREDENTIALS, false, why));
    };
  }

  private static String found(ReadOutcome.Page page) {
    var newest = page.mentions().stream().max(Comparator.comparing(m -> m.postedAt()));
    return newest.map(m -> "the newest mention is of " + AT.format(m.postedAt()) + ", by " + m.author().shownName())
      .orElse("nobody has mentioned the account yet");
  }

  public static Checked unreached(Throwable e) {
    return new Checked("connection", false, String.valueOf(e.getMessage()));
  }
}
