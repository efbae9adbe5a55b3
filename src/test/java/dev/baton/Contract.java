package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code openapi.yaml}, to hold answers against: their status, media type, headers, schema, and no field beyond it. */
final class Contract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode document;

  Contract(String yaml) {
    document = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  /** Such as {@code GET /api/cases/{}}: parameters have no name here. */
  Set<String> operations() {
    var operations = new TreeSet<String>();
    document.get("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
      if (METHODS.contains(method)) {
        operations.add(method.toUpperCase(Locale.ROOT) + " " + nameless(path.getKey()));
      }
    }));
    return operations;
  }

  static String nameless(String path) {
    return path.replaceAll("\\{[^}]*}|:[A-Za-z]+", "{}");
  }

  private JsonNode operation(String method, String path) {
    for (var documented : document.get("paths").properties()) {
      if (path.matches(documented.getKey().replaceAll("\\{[^}]*}", "[^/]+"))) {
        var operation = documented.getValue().get(method.toLowerCase(Locale.ROOT));
        if (operation != null) {
          return operation;
        }
      }
    }
    throw new AssertionError("the document has no " + method + " " + path);
  }

  /** Fails unless the document says that this may be answered. @param path without its query */
  void holds(String method, String path, Visitor.Answer answer) {
    var what = method + " " + path + " " + answer.status();
    var response = resolve(operation(method, path).get("responses").get(String.valueOf(answer.status())));
    assertNotNull(response, () -> "the document does not say that " + what + " may happen: " + answer.text());
    response.path("headers").fieldNames().forEachRemaining(header ->
      assertNotNull(answer.header(header), () -> what + " has no header " + header));
    if (response.has("content")) {
      var media = answer.header("Content-Type").replaceAll(";.*", "");
      var schema = response.get("content").get(media);
      assertNotNull(schema, () -> what + " is " + media + ", which is not in the document");
      if (!media.endsWith("yaml")) {
        holds(what, schema.get("schema"), answer.text());
      }
    } else {
      assertTrue(answer.text() == null || answer.text().isEmpty(), () -> what + " says " + answer.text());
    }
  }

  /** Fails unless the text is JSON of this schema of the document's components. */
  void holdsSchema(String name, String json) {
    holds(name, JSON.createObjectNode().put("$ref", "#/components/schemas/" + name), json);
  }

  private void holds(String what, JsonNode schema, String text) {
    try {
      var value = JSON.readTree(text);
      var problems = new ArrayList<>(validate(schema, value).stream().map(ValidationMessage::getMessage).toList());
      unknown("", schema, value, problems);
      assertEquals(List.of(), problems, () -> what + ": " + text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(what + " is not JSON: " + text, e);
    }
  }

  /** References point into the whole document, so that comes along. */
  private Set<ValidationMessage> validate(JsonNode schema, JsonNode value) {
    var whole = (ObjectNode) schema.deepCopy();
    whole.set("components", document.get("components"));
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole, config).validate(value);
  }

  private JsonNode resolve(JsonNode node) {
    return node == null || !node.has("$ref") ? node : document.at(node.get("$ref").asText().substring(1));
  }

  /** Fields that the document does not have: a client cannot rely on them, and may learn what it should not. */
  private void unknown(String at, JsonNode schema, JsonNode value, List<String> problems) {
    var alternatives = alternatives(schema);
    if (value.isArray()) {
      alternatives.stream().filter(s -> s.has("items")).findFirst().ifPresent(s ->
        value.forEach(item -> unknown(at + "[]", s.get("items"), item, problems)));
    } else if (value.isObject()) {
      var free = alternatives.stream().anyMatch(s -> s.has("additionalProperties")
        || "object".equals(s.path("type").asText()) && !s.has("properties"));
      var known = new HashSet<String>();
      for (var s : alternatives) {
        for (var property : s.path("properties").properties()) {
          known.add(property.getKey());
          if (value.has(property.getKey())) {
            unknown(at + "." + property.getKey(), property.getValue(), value.get(property.getKey()), problems);
          }
        }
      }
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (!free && !known.contains(field.getKey())) {
          problems.add(at + "." + field.getKey() + " is not in the document");
        }
      }
    }
  }

  private List<JsonNode> alternatives(JsonNode schema) {
    var found = new ArrayList<JsonNode>();
    var resolved = resolve(schema);
    found.add(resolved);
    for (var combination : List.of("allOf", "anyOf", "oneOf")) {
      resolved.path(combination).forEach(s -> found.addAll(alternatives(s)));
    }
    return found;
  }
}
