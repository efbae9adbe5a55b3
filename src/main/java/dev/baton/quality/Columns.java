package dev.baton.quality;

import dev.baton.customer.linking.Portrait;
import dev.baton.customer.linking.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the columns of a table of people say, by the names that such columns have elsewhere. */
final class Columns {

  static final Set<String> PERSON = Set.of("person", "person_id", "cluster", "cluster_id", "entity", "entity_id", "true_id");
  static final Set<String> ID = Set.of("id", "unique_id", "rec_id", "record_id");
  static final Set<String> NETWORK = Set.of("network", "channel", "platform", "source", "dataset", "source_dataset");
  /** One row a person, a column a network: what stands there is their handle. */
  static final Set<String> NETWORKS = Set.of("twitter", "x", "facebook", "instagram", "youtube", "mastodon", "bluesky",
    "tiktok", "threads", "telegram", "linkedin", "reddit", "github", "pinterest", "snapchat", "twitch", "flickr", "tumblr",
    "vk", "foursquare");
  private static final Set<String> NOTHING = Set.of("", "na", "n/a", "nan", "null", "none", "unknown", "-");

  /** A value is made of these columns, one after the other; of several choices every one that is there is a value. */
  private static final Map<Trait, List<List<Set<String>>>> TRAITS = new LinkedHashMap<>();

  static {
    one(Trait.EMAIL, "email|e-mail|mail|email_address");
    one(Trait.EMAIL, "email_2|email2");
    one(Trait.PHONE, "phone|telephone|tel|phone_number|mobile");
    one(Trait.PHONE, "phone_2|phone2|mobile_phone|cell");
    one(Trait.LINK, "link|profile_link|verified_link");
    one(Trait.REFERENCE, "reference|case|case_reference");
    one(Trait.NUMBER, "number|customer_number|member_number|contract|soc_sec_id|ssn|national_id");
    one(Trait.ORDER, "order|order_number|order_id");
    one(Trait.BORN, "born|dob|date_of_birth|birth_date|birthdate|birthday");
    one(Trait.BORN, "birth_year|by", "birth_month|bm", "birth_day|bd");
    one(Trait.HANDLE, "handle|username|user_name|screen_name|nick");
    one(Trait.NAME, "name|full_name|display_name|official_full");
    one(Trait.NAME, "given_name|first_name|firstname|forename|given|first", "middle_name",
      "surname|last_name|lastname|family_name|family|last");
    one(Trait.STREET, "street_number|house_number", "street|address|address_1|address1|street_address");
    one(Trait.STREET, "address_2|address2");
    one(Trait.POSTCODE, "postcode|zip|zip_code|zipcode|postal_code|postcode_fake");
    one(Trait.PLACE, "city|town|suburb|place|locality|birth_place");
    one(Trait.PLACE, "state|county|region");
    one(Trait.SEEN, "seen|last_seen|time|timestamp|posted_at");
    one(Trait.WORDS, "text|words|message|body");
  }

  private Columns() {}

  private static void one(Trait trait, String... columns) {
    TRAITS.computeIfAbsent(trait, t -> new ArrayList<>())
      .add(List.of(columns).stream().map(names -> Set.of(names.split("[|]"))).toList());
  }

  /** Those that say something of a person. */
  static Set<String> known(Collection<String> columns) {
    var known = new TreeSet<>(columns);
    known.retainAll(all());
    return known;
  }

  private static Set<String> all() {
    var all = new TreeSet<String>();
    TRAITS.values().forEach(choices -> choices.forEach(parts -> parts.forEach(all::addAll)));
    return all;
  }

  static Portrait portrait(String id, String network, String region, Map<String, String> cells) {
    var draft = Portrait.draft(id, network, region);
    TRAITS.forEach((trait, choices) -> choices.forEach(parts -> draft.with(trait, joined(parts, cells,
      trait == Trait.BORN ? "-" : " "))));
    return draft.portrait();
  }

  private static String joined(List<Set<String>> parts, Map<String, String> cells, String between) {
    var values = parts.stream().map(names -> first(names, cells)).filter(v -> !v.isEmpty()).toList();
    return between.equals("-") && values.size() < parts.size() ? "" : String.join(between, values);
  }

  /** What stands in the first of these columns that is there. */
  static String first(Set<String> names, Map<String, String> cells) {
    return names.stream().sorted().map(name -> value(cells.getOrDefault(name, ""))).filter(v -> !v.isEmpty()).findFirst()
      .orElse("");
  }

  /** Some tables have words for nothing. */
  static String value(String cell) {
    return NOTHING.contains(cell.toLowerCase(Locale.ROOT)) ? "" : cell;
  }
}
