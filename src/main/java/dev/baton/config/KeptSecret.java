package dev.baton.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret that Baton makes once and keeps in a file for its owner to read. */
public final class KeptSecret {

  private KeptSecret() {}

  /**
   * @param make     a new one, on one line
   * @param variable what to set instead, where the file cannot be kept
   */
  public static Secret in(Path file, Supplier<String> make, String variable) {
    try {
      if (!Files.exists(file)) {
        create(file, make.get());
      }
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw new StartProblem("Cannot keep a secret in " + file + " (" + e.getMessage()
        + "): make the folder writable, or set " + variable, e);
    }
  }

  /** Nobody else may read it from its first byte on. Who comes second uses what is there. */
  private static void create(Path file, String secret) throws IOException {
    Files.createDirectories(file.getParent());
    boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
    try {
      if (posix) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.write(file, secret.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException another) {
      return;
    }
  }
}
