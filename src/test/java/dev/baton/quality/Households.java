package dev.baton.quality;

import dev.baton.customer.linking.Portrait;
import dev.baton.customer.linking.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * People who are easily taken for one another: common names, families who share a telephone and an address, handles made
 * of names, switchboards. Most are on two networks, some write an address that is theirs, some their partner's.
 */
final class Households {

  private static final List<String> GIVEN = List.of("anna", "peter", "maria", "john", "rosa", "thomas", "sarah", "michael",
    "laura", "david", "julia", "daniel", "sofia", "robert", "emma", "james", "lena", "paul", "clara", "martin", "ines",
    "joao", "nina", "oscar", "helen", "victor", "ruth", "simon", "carla", "felix", "amelie", "bruno", "dora", "erik",
    "flora", "gustav", "hilda", "ivan", "judith", "karl");
  private static final List<String> ENDINGS = List.of("son", "mann", "ez", "ova", "berg", "ley", "ton", "eira", "sen", "ich");
  private static final List<String> BEGINNINGS = List.of("ander", "john", "peter", "mart", "schu", "hof", "gonzal", "per",
    "silv", "ol", "han", "lind", "rosen", "green", "wal", "bor", "kir", "novak", "ferr", "mor", "hart", "win", "all", "tim");
  private static final List<String> TOWNS = List.of("london", "berlin", "lisbon", "paris", "porto", "leeds", "hamburg");

  private Households() {}

  static LabelledPeople people(int families, int seed) {
    var random = new Random(seed);
    var rows = new ArrayList<LabelledPeople.Row>();
    for (var family = 0; family < families; family++) {
      family(rows, family, random);
    }
    return new LabelledPeople("households " + families, rows, false, List.of());
  }

  private static void family(List<LabelledPeople.Row> rows, int number, Random random) {
    var surname = oneOf(BEGINNINGS, random) + oneOf(ENDINGS, random);
    var phone = number("+4930", random);
    var town = oneOf(TOWNS, random);
    var shared = surname + random.nextInt(10_000) + "@home.example";
    for (var member = 0; member < 1 + random.nextInt(3); member++) {
      var given = oneOf(GIVEN, random);
      var person = number + "/" + given;
      var mobile = number("+49170", random);
      var own = given + "." + surname + random.nextInt(10_000) + "@mail.example";
      for (var profile = 0; profile < 1 + random.nextInt(3); profile++) {
        var draft = Portrait.draft(person + "/" + member + "/" + profile, "", "DE");
        draft.with(Trait.NAME, switch (random.nextInt(4)) {
          case 0 -> given.charAt(0) + ". " + surname;
          case 1 -> "";
          default -> given + " " + surname;
        });
        draft.with(Trait.HANDLE, random.nextInt(3) == 0 ? "" : given + surname.substring(0, 1 + random.nextInt(3)) + random.nextInt(100));
        draft.with(Trait.EMAIL, random.nextInt(30) == 0 ? shared : random.nextInt(2) == 0 ? own : "");
        draft.with(Trait.PHONE, random.nextInt(30) == 0 ? phone : random.nextInt(4) == 0 ? mobile : "");
        draft.with(Trait.PLACE, random.nextInt(2) == 0 ? town : "");
        rows.add(new LabelledPeople.Row(draft.portrait(), person));
      }
    }
  }

  private static String number(String prefix, Random random) {
    return prefix + (1_000_000 + random.nextInt(8_999_999));
  }

  private static String oneOf(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
