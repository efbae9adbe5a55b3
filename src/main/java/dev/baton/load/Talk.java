package dev.baton.load;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the customers of one connection say. Their names are this run's own, so nothing meets what was there before. */
final class Talk {

  /** Authors who may speak again; older ones have fallen silent. */
  private static final int REMEMBERED = 2_000;
  private static final List<String> TEXTS = List.of(
    "My Hub 2 router has been down since yesterday evening and nobody calls me back, what is going on with you?",
    "Third time I write: the technician did not come. This is ridiculous, I am cancelling if this is not fixed today",
    "Could you tell me when the Fibre 300 upgrade for Mill Lane is planned? The website says spring, the shop says autumn.",
    "Still waiting for the refund you promised two weeks ago. Please have a look at my account, thank you in advance.",
    "The invoice of last month has the Mesh Duo on it twice, I only ever had the one that your colleague installed here.",
    "Is there an outage around Station Road 17? TV box and internet are both gone since about six this morning.",
    "Love the new app, but I cannot find where to change my address. I am moving on the first of the month.",
    "Your hotline kept me waiting for forty minutes and then hung up. Please, somebody with a solution write to me here.");
  private static final List<String> FIRST = List.of("Rosa", "Omar", "Ingrid", "Paulo", "Mei", "Tom", "Amina", "Lukas");
  private static final List<String> LAST = List.of("Delgado", "Okafor", "Lindqvist", "Marques", "Tanaka", "Weber", "Haddad");

  /** Who speaks, and how often they have. */
  static final class Author {
    private final String id;
    private final String name;
    private final int followers;
    private int contacts;

    private Author(String id, String name, int followers) {
      this.id = id;
      this.name = name;
      this.followers = followers;
    }

    String id() {
      return id;
    }

    String name() {
      return name;
    }
  }

  /**
   * One mention.
   *
   * @param contacts how many its author will have had with it: the case shows it when it counts as many
   */
  record Said(String externalId, Author author, int contacts, String text, String url, Instant at) {

    boolean isFirst() {
      return contacts == 1;
    }

    JsonObject json(String account) {
      return new JsonObject().put("account", account).put("externalId", externalId)
        .put("author", new JsonObject().put("id", author.id).put("handle", "@" + author.id).put("name", author.name)
          .put("followers", author.followers))
        .put("text", text).put("postedAt", at.toString()).put("url", url).put("language", "en");
    }
  }

  private final String prefix;
  private final double returning;
  private final RandomGenerator random;
  private final List<Author> authors = new ArrayList<>();
  private int made;
  private long said;

  /** @param prefix unlike that of any other talk, in this run and before */
  Talk(String prefix, double returning) {
    this.prefix = prefix;
    this.returning = returning;
    this.random = new SplittableRandom(prefix.hashCode());
  }

  List<Said> next(int count) {
    var batch = new ArrayList<Said>(count);
    var now = Instant.now();
    for (var i = 0; i < count; i++) {
      var author = !authors.isEmpty() && random.nextDouble() < returning
        ? authors.get(random.nextInt(authors.size())) : newcomer();
      var id = prefix + "-" + said++;
      batch.add(new Said(id, author, ++author.contacts, oneOf(TEXTS), "https://social.example/@" + author.id + "/" + id,
        now.plusNanos(i * 1_000L)));
    }
    return batch;
  }

  /** Some request failed: how often these authors spoke is no longer known, so they fall silent. */
  void forget() {
    authors.clear();
  }

  private Author newcomer() {
    var author = new Author(prefix + "-a" + made, oneOf(FIRST) + " " + oneOf(LAST), random.nextInt(3_000));
    if (authors.size() < REMEMBERED) {
      authors.add(author);
    } else {
      authors.set(made % REMEMBERED, author);
    }
    made++;
    return author;
  }

  private String oneOf(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
