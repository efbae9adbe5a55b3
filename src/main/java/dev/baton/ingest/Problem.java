package dev.baton.ingest;

import dev.baton.customer.NamedNumbers;
import dev.baton.customer.Reason;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What somebody talks about, as far as that can be told by the numbers and the uncommon words in it: whether a contact is
 * about the problem of a case. Said in words that hold nothing of what a customer wrote.
 */
record Problem(Set<String> numbers, Set<String> words) {

  /** Of a long mail the rest is quotes. */
  private static final int READ = 2_000;
  private static final int SHORTEST_WORD = 4;
  /** With fewer, as "hello?" or "any news?" have, it is about what was said before. */
  private static final int FEW_WORDS = 2;
  /** A contact must say so much before it is asked whether it is about something else. */
  private static final int MANY_WORDS = 5;
  private static final double SAME_NUMBER = 8;
  private static final double OTHER_NUMBER = -8;
  private static final double A_WORD = 2;
  private static final double MOST_OF_WORDS = 6;
  private static final double NO_WORD = -2;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** What everybody says to a desk, whatever the problem. Other languages' short words are left out by their length. */
  private static final Set<String> COMMON = Set.of(("order orders ordered number numbers case this that with have your yours from they them there their what when where "
    + "which will would could should been being does done than then these those just very much more most some such only also "
    + "into over after before again still since because about please help thanks thank hello dear good morning anybody anyone "
    + "news waiting wait waited answer reply response today yesterday tomorrow week weeks days hours hour minutes time times "
    + "nobody somebody someone everything nothing really know tell told said asked call called phone phoned write wrote email "
    + "mail message customer service support company problem issue solve solved fixed need want wants ever never always already "
    + "bitte danke hallo guten morgen noch immer nicht keine kein eine einen einer haben habe wird wurde werden sind seit "
    + "warum wann mein meine meinen unser euch ihnen ihre ihren antwort warte gestern heute stunden tage woche wochen niemand "
    + "para como mais muito ainda nada ninguem obrigado obrigada favor ola resposta espera horas dias ontem hoje meu minha").split(" "));

  Problem {
    numbers = Set.copyOf(numbers);
    words = Set.copyOf(words);
  }

  static Problem of(Collection<String> texts) {
    var numbers = new TreeSet<String>();
    var words = new TreeSet<String>();
    texts.forEach(text -> {
      numbers.addAll(NamedNumbers.in(text));
      words.addAll(words(text));
    });
    return new Problem(numbers, words);
  }

  private static Set<String> words(String text) {
    var start = text.length() > READ ? text.substring(0, READ) : text;
    var plain = MARKS.matcher(Normalizer.normalize(start.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)).replaceAll("");
    var words = new TreeSet<String>();
    for (var word : NO_LETTER.split(plain)) {
      if (word.length() >= SHORTEST_WORD && !COMMON.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  Problem and(Problem other) {
    var allNumbers = new TreeSet<>(numbers);
    allNumbers.addAll(other.numbers);
    var allWords = new TreeSet<>(words);
    allWords.addAll(other.words);
    return new Problem(allNumbers, allWords);
  }

  /** Too little to be about anything by itself. */
  boolean isShort() {
    return numbers.isEmpty() && words.size() <= FEW_WORDS;
  }

  /** Both name a number, and not the same: who asks for one order does not ask for another. */
  boolean isAnother(Problem other) {
    return !numbers.isEmpty() && !other.numbers.isEmpty() && !sharesNumber(other);
  }

  boolean sharesNumber(Problem other) {
    return numbers.stream().anyMatch(other.numbers::contains);
  }

  /** What speaks for their being one, and against it. @param apart between this and the last contact of the other */
  List<Reason> compared(Problem other, Duration apart) {
    var reasons = new ArrayList<Reason>();
    if (sharesNumber(other)) {
      reasons.add(new Reason("number", "same order number", SAME_NUMBER));
    } else if (isAnother(other)) {
      reasons.add(new Reason("number", "another order number", OTHER_NUMBER));
    }
    var shared = words.stream().filter(other.words::contains).count();
    if (shared > 0) {
      reasons.add(new Reason("words", shared + (shared == 1 ? " uncommon word" : " uncommon words") + " in common",
        Math.min(MOST_OF_WORDS, A_WORD * shared)));
    } else if (words.size() >= MANY_WORDS && other.words.size() > FEW_WORDS) {
      reasons.add(new Reason("words", "no uncommon word in common", NO_WORD));
    }
    reasons.add(time(apart.abs()));
    return reasons;
  }

  private static Reason time(Duration apart) {
    if (apart.compareTo(HOUR) <= 0) {
      return new Reason("time", "within the hour", 2);
    }
    if (apart.compareTo(DAY) <= 0) {
      return new Reason("time", "within a day", 1);
    }
    return apart.compareTo(WEEK) <= 0 ? new Reason("time", "within a week", 0)
      : new Reason("time", apart.toDays() + " days apart", -1);
  }

  static double score(List<Reason> reasons) {
    return reasons.stream().mapToDouble(Reason::weight).sum();
  }
}
