package dev.baton;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration that ships, in a folder of a test's own, where it may be changed. */
final class CopiedConfig {

  private CopiedConfig() {}

  static void copy(Path to) {
    try (var files = Files.list(Path.of("config"))) {
      for (var each : files.toList()) {
        Files.copy(each, to.resolve(each.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails where there is no such text. */
  static void change(Path in, String file, String was, String is) {
    try {
      var text = read(in.resolve(file));
      assertTrue(text.contains(was), () -> file + " has no '" + was + "'");
      Files.writeString(in.resolve(file), text.replace(was, is));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
