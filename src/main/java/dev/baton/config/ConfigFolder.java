package dev.baton.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads every {@code *.yaml} of a folder, remembering the line of every key for the messages. */
public final class ConfigFolder {

  /** A configuration file larger than this is a mistake. */
  private static final long MAX_BYTES = 4 * 1024 * 1024;

  private final Map<String, Settings.Entry> entries = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private ConfigFolder() {}

  /** @param environment usually {@link System#getenv()} */
  public static Settings read(Path folder, Map<String, String> environment) {
    var reader = new ConfigFolder();
    if (!Files.isDirectory(folder)) {
      throw new ConfigProblems(List.of("there is no configuration folder " + folder.toAbsolutePath()
        + ": start in the folder that has config/, or name one with BATON_CONFIG"));
    }
    try (var files = Files.list(folder)) {
      files.filter(f -> f.getFileName().toString().endsWith(".yaml")).sorted().forEach(reader::file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    return new Settings(reader.entries, Map.copyOf(environment), reader.problems);
  }

  /** The same from texts, one a file. */
  public static Settings of(Map<String, String> files, Map<String, String> environment) {
    var reader = new ConfigFolder();
    files.forEach(reader::parse);
    return new Settings(reader.entries, Map.copyOf(environment), reader.problems);
  }

  /** What {@link Settings#snapshot} gave, to be read again. */
  public static Settings ofSnapshot(Map<String, Object> keys) {
    return ofKeys("an earlier policy", keys);
  }

  /** Keys that stand in no file. @param where they come from, for what is said about mistakes */
  public static Settings ofKeys(String where, Map<String, Object> keys) {
    var entries = new LinkedHashMap<String, Settings.Entry>();
    keys.forEach((path, value) -> entries.put(path, new Settings.Entry(where, value)));
    return new Settings(entries, Map.of(), new ArrayList<>());
  }

  private void file(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(file + ": is larger than " + MAX_BYTES + " bytes");
        return;
      }
      parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      problems.add(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  private void parse(String name, String text) {
    try {
      var settings = LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(false).build();
      new Compose(settings).composeString(text).ifPresent(root -> {
        if (root instanceof MappingNode map) {
          walk(name, "", map);
        } else {
          problems.add(name + ":1: must be keys and values, such as 'http:'");
        }
      });
    } catch (YamlEngineException e) {
      problems.add(name + ": is not YAML: " + e.getMessage().replaceAll("\\s+", " "));
    }
  }

  private void walk(String file, String path, Node node) {
    switch (node) {
      case MappingNode map -> {
        note(file, path, node, null);
        for (var tuple : map.getValue()) {
          var key = ((ScalarNode) tuple.getKeyNode()).getValue();
          var below = path.isEmpty() ? key : path + "." + key;
          if (entries.containsKey(below)) {
            problems.add(where(file, tuple.getKeyNode()) + ": " + below + " already stands in "
              + entries.get(below).where());
          } else {
            walk(file, below, tuple.getValueNode());
          }
        }
      }
      case SequenceNode list -> {
        var scalars = list.getValue().stream().allMatch(ScalarNode.class::isInstance);
        note(file, path, node, scalars
          ? list.getValue().stream().map(n -> ((ScalarNode) n).getValue()).toList() : null);
        for (var i = 0; !scalars && i < list.getValue().size(); i++) {
          walk(file, path + "." + i, list.getValue().get(i));
        }
      }
      case ScalarNode scalar -> note(file, path, node, scalar.getValue().equals("null") ? "" : scalar.getValue());
      default -> problems.add(where(file, node) + ": " + path + " is neither a value, a list nor keys");
    }
  }

  private void note(String file, String path, Node node, Object value) {
    if (!path.isEmpty()) {
      entries.put(path, new Settings.Entry(where(file, node), value));
    }
  }

  private static String where(String file, Node node) {
    return file + ":" + node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
  }
}
