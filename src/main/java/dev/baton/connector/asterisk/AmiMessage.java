package dev.baton.connector.asterisk;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the manager interface said in one go. @param fields by their names in lower case; a name may come repeatedly */
record AmiMessage(Map<String, List<String>> fields) {

  /** The first of that name; empty where there is none, or where Asterisk says that it does not know. */
  String get(String name) {
    var value = fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of("")).getFirst();
    return value.equals("<unknown>") || value.equals("<none>") ? "" : value;
  }

  /** Empty for a response. */
  String event() {
    return get("Event");
  }

  boolean isResponse() {
    return !get("Response").isEmpty();
  }

  boolean isSuccess() {
    return get("Response").equalsIgnoreCase("Success");
  }
}
