package dev.baton.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The customers there are: names, towns and reach that go with their language. */
final class People {

  private record Land(String language, int share, String dial, List<String> first, List<String> last,
                      List<String> cities) {}

  private static final List<Land> LANDS = List.of(
    new Land("en", 50, "+44113496",
      List.of("Amelia", "Oliver", "Priya", "Jack", "Grace", "Tomasz", "Aisha", "Callum", "Niamh", "George",
        "Fatima", "Ewan"),
      List.of("Hughes", "Patel", "O'Connor", "Walker", "Nowak", "Thompson", "Khan", "Bennett", "Fraser", "Okafor",
        "Clarke"),
      List.of("Leeds", "Bristol", "Glasgow", "Cardiff", "Norwich", "York")),
    new Land("de", 18, "+4930901820",
      List.of("Lena", "Jonas", "Mehmet", "Anke", "Felix", "Sabine", "Lukas", "Zeynep"),
      List.of("Müller", "Schröder", "Yılmaz", "Becker", "Hoffmann", "Krüger", "Weiß"),
      List.of("Köln", "Leipzig", "Bremen", "Nürnberg")),
    new Land("es", 12, "+3491060",
      List.of("Lucía", "Javier", "Carmen", "Iker", "Marta", "Diego"),
      List.of("García", "Fernández", "Ruiz", "Etxeberria", "Navarro", "Molina"),
      List.of("Sevilla", "Bilbao", "Valencia", "Zaragoza")),
    new Land("fr", 9, "+33199000",
      List.of("Camille", "Hugo", "Inès", "Mathieu", "Zoé", "Youssef"),
      List.of("Dubois", "Lefèvre", "Moreau", "Benali", "Girard"),
      List.of("Lyon", "Nantes", "Lille", "Toulouse")),
    new Land("pt", 6, "+35121000",
      List.of("Inês", "Tiago", "Beatriz", "João"),
      List.of("Silva", "Ferreira", "Gonçalves", "Araújo"),
      List.of("Porto", "Braga", "Coimbra")),
    new Land("ja", 3, "+8150000", List.of("Yuki", "Haruto", "Sakura"), List.of("Tanaka", "Suzuki", "Mori"),
      List.of("London", "Düsseldorf")),
    new Land("ar", 2, "+44207946", List.of("Omar", "Layla"), List.of("Haddad", "Mansour"), List.of("London", "Paris")));

  private static final int SHARES = LANDS.stream().mapToInt(Land::share).sum();

  /** Most have a few dozen followers, a few have a hundred thousand. */
  private static final double TYPICAL_REACH = 4.6;
  private static final double SPREAD_OF_REACH = 1.9;

  private People() {}

  /** Always the same people for the same seed. */
  static List<Person> some(int count, RandomGenerator random) {
    var people = new ArrayList<Person>();
    for (int i = 0; i < count; i++) {
      people.add(one(i, random));
    }
    return List.copyOf(people);
  }

  private static Person one(int number, RandomGenerator random) {
    var land = land(random.nextInt(SHARES));
    var first = of(land.first(), random);
    var last = of(land.last(), random);
    long followers = Math.round(Math.exp(TYPICAL_REACH + SPREAD_OF_REACH * random.nextGaussian()));
    return new Person(first + " " + last, handle(first, last, number, random), land.language(),
      of(land.cities(), random), followers, land.dial() + String.format(Locale.ROOT, "%04d", number));
  }

  private static Land land(int share) {
    for (var land : LANDS) {
      share -= land.share();
      if (share < 0) {
        return land;
      }
    }
    throw new IllegalStateException("a share beyond all shares");
  }

  private static String handle(String first, String last, int number, RandomGenerator random) {
    var a = plain(first);
    var b = plain(last);
    return switch (random.nextInt(4)) {
      case 0 -> a + b + number;
      case 1 -> a + number;
      case 2 -> a.charAt(0) + b + number;
      default -> b + a.charAt(0) + number;
    };
  }

  private static String plain(String name) {
    return Normalizer.normalize(name.replace("ß", "ss").replace("ı", "i"), Normalizer.Form.NFD)
      .replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }

  private static String of(List<String> some, RandomGenerator random) {
    return some.get(random.nextInt(some.size()));
  }
}
