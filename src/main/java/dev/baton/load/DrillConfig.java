package dev.baton.load;

import dev.baton.config.ConfigFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The configuration with accounts added to it, in a folder that is gone afterwards. */
final class DrillConfig implements AutoCloseable {

  private static final String ACCOUNTS = "accounts.yaml";

  private final Path folder;
  private final Map<String, String> environment;

  private DrillConfig(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** @param accounts the lines of each, by its name; they belong to the brand and queue of the account {@code api} */
  static DrillConfig of(Map<String, String> environment, Map<String, String> accounts) {
    var from = Path.of(environment.getOrDefault("BATON_CONFIG", "config"));
    var api = ConfigFolder.read(from, Map.of()).at("accounts").at("api");
    var added = new StringBuilder();
    accounts.forEach((name, lines) -> added.append("\n  ").append(name).append(":\n    brand: ").append(api.text("brand"))
      .append("\n    queue: ").append(api.text("queue")).append("\n    ").append(lines).append('\n'));
    try {
      var folder = Files.createTempDirectory("baton-drill-config");
      try (var files = Files.list(from)) {
        for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
          var text = Files.readString(file);
          var name = file.getFileName().toString();
          Files.writeString(folder.resolve(name), name.equals(ACCOUNTS) ? text + added : text);
        }
      }
      var own = new HashMap<>(environment);
      own.put("BATON_CONFIG", folder.toString());
      return new DrillConfig(folder, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    try (var files = Files.list(folder)) {
      files.forEach(file -> file.toFile().delete());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
