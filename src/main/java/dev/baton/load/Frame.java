package dev.baton.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame of the live feed, read without building it, since eight probes read everything.
 *
 * @param after the number before, or -1
 */
record Frame(String type, long seq, long after, List<Item> items) {

  record Item(long id, int contacts) {}

  private static final JsonFactory JSON = new JsonFactory();

  static Frame read(String text) {
    var type = "";
    var seq = -1L;
    var after = -1L;
    List<Item> items = new ArrayList<>();
    try (var parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "type" -> type = parser.getText();
          case "seq" -> seq = parser.getLongValue();
          case "after" -> after = parser.getLongValue();
          case "items" -> readItems(parser, items);
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Frame(type, seq, after, items);
  }

  private static void readItems(JsonParser parser, List<Item> items) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      var id = -1L;
      var contacts = 0;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        var field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "id" -> id = parser.getLongValue();
          case "contacts" -> contacts = parser.getIntValue();
          default -> parser.skipChildren();
        }
      }
      items.add(new Item(id, contacts));
    }
  }
}
