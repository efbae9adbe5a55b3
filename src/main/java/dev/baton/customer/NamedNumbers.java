package dev.baton.customer;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Numbers of orders, contracts, parcels and the like that somebody names: strangers do not know them. */
public final class NamedNumbers {

  /** What is said first is what it is about; the rest of a long mail is quotes. */
  private static final int READ = 2_000;
  /** More numbers than this are a list, and nobody's own. */
  private static final int MOST = 4;
  private static final Pattern NAMED = Pattern.compile("(?iu)(?:\\b(?:order|bestellung|bestellnummer|auftrag|commande|pedido|"
    + "encomenda|parcel|paket|tracking|invoice|rechnung|facture|factura|contract|vertrag|contrato|booking|buchung|serial)"
    + "\\b(?:\\s|no\\b|nr\\b|num\\w*|id\\b|code\\b|is\\b|[:.#°º])*|#)"
    + "([A-Z]{0,4}-?[0-9][A-Z0-9-]{3,24})");
  private static final int FEWEST_DIGITS = 4;

  private NamedNumbers() {}

  /** In capitals, without dashes. Costs time in proportion to the text. */
  public static Set<String> in(String text) {
    var found = new TreeSet<String>();
    var matcher = NAMED.matcher(text.length() > READ ? text.substring(0, READ) : text);
    while (found.size() < MOST && matcher.find()) {
      var number = matcher.group(1).replace("-", "").toUpperCase(Locale.ROOT);
      if (number.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS) {
        found.add(number);
      }
    }
    return found;
  }
}
