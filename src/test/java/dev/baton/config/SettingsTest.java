package dev.baton.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final String HTTP = """
    http:
      port: 8080
      hots: example.org
    pause: soon
    """;

  @Test
  void every_mistake_is_reported_at_once_with_its_file_and_line() {
    var settings = ConfigFolder.of(Map.of("baton.yaml", HTTP), Map.of());
    settings.integer("http.port", 1, 80, null);
    settings.text("http.host", "localhost");
    settings.duration("pause", null);
    settings.text("name");

    var problems = assertThrows(ConfigProblems.class, settings::finish).problems();

    assertEquals(4, problems.size(), problems::toString);
    assertTrue(problems.get(0).startsWith("baton.yaml:2: http.port is '8080'"), problems.get(0));
    assertTrue(problems.get(1).startsWith("baton.yaml:4: pause is 'soon'"), problems.get(1));
    assertTrue(problems.get(2).contains("name is missing"), problems.get(2));
    assertEquals("baton.yaml:3: http.hots is not a key Baton knows (did you mean http.host?)", problems.get(3));
  }

  @Test
  void the_environment_overrides_the_file() {
    var settings = ConfigFolder.of(Map.of("baton.yaml", "http: {port: 8080, names: [a, b]}"),
      Map.of("BATON_HTTP_PORT", "9090", "BATON_HTTP_NAMES", "x, y,", "PATH", "/bin"));

    assertEquals(9090, settings.integer("http.port", 1, 65_535, 1));
    assertEquals(List.of("x", "y"), settings.list("http.names"));
    settings.finish();
  }

  @Test
  void a_variable_that_means_nothing_is_a_mistake() {
    var settings = ConfigFolder.of(Map.of(), Map.of("BATON_HTP_PORT", "1", "BATON_TEST_DATABASE_URL", "x"));
    settings.integer("http.port", 1, 65_535, 8080);

    var problems = assertThrows(ConfigProblems.class, settings::finish).problems();

    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().contains("BATON_HTP_PORT"));
  }

  @Test
  void a_key_in_two_files_is_a_mistake() {
    var files = new java.util.LinkedHashMap<String, String>();
    files.put("a.yaml", "http: {port: 1}");
    files.put("b.yaml", "http: {port: 2}");
    var settings = ConfigFolder.of(files, Map.of());
    settings.integer("http.port", 1, 9, 1);

    assertTrue(assertThrows(ConfigProblems.class, settings::finish).getMessage().contains("already stands in a.yaml"));
  }

  @Test
  void a_key_twice_in_one_file_is_a_mistake_however_deep_it_stands() {
    var settings = ConfigFolder.of(Map.of("a.yaml", """
      http:
        port: 1
        tls: {on: true, on: false}
        port: 2
      """), Map.of());
    settings.integer("http.port", 1, 9, 1);
    settings.flag("http.tls.on", false);

    assertEquals(List.of("a.yaml:3: http.tls.on already stands in a.yaml:3",
      "a.yaml:4: http.port already stands in a.yaml:2"), assertThrows(ConfigProblems.class, settings::finish).problems());
  }

  @Test
  void what_is_not_yaml_is_said_with_the_file() {
    var settings = ConfigFolder.of(Map.of("bad.yaml", "a: [1\nb: }"), Map.of());

    assertTrue(assertThrows(ConfigProblems.class, settings::finish).getMessage().contains("bad.yaml: is not YAML"));
  }

  @Test
  void a_folder_that_is_not_there_says_what_to_do(@TempDir Path folder) {
    var missing = folder.resolve("config");

    var message = assertThrows(ConfigProblems.class, () -> ConfigFolder.read(missing, Map.of())).getMessage();

    assertTrue(message.contains("BATON_CONFIG"), message);
  }

  @Test
  void only_yaml_files_of_the_folder_are_read(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.yaml"), "wait: 2h");
    Files.writeString(folder.resolve("notes.txt"), "wait: 3h");
    var settings = ConfigFolder.read(folder, Map.of());

    assertEquals(Duration.ofHours(2), settings.duration("wait", null));
    settings.finish();
  }

  @Test
  void a_secret_is_never_printed() {
    var settings = ConfigFolder.of(Map.of(), Map.of("BATON_API_TOKEN", "very secret"));

    var secret = settings.secret("api.token");

    assertEquals("very secret", secret.value());
    assertFalse(("" + secret + List.of(secret)).contains("very secret"));
  }
}
