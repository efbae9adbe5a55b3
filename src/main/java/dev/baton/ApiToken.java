package dev.baton;

import dev.baton.config.Secret;
import dev.baton.config.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The token for programs: as configured, else made once and kept in the data folder, for its owner to read. */
final class ApiToken {

  private static final int BYTES = 24;

  private ApiToken() {}

  static Secret of(Secret configured, Path data) {
    if (!configured.isEmpty()) {
      return configured;
    }
    var file = data.resolve("api-token");
    try {
      return new Secret(Files.exists(file) ? Files.readString(file).strip() : made(file));
    } catch (IOException e) {
      throw new StartProblem("Cannot keep the API token in " + file + " (" + e.getMessage()
        + "): make the folder writable, or set BATON_API_TOKEN", e);
    }
  }

  private static String made(Path file) throws IOException {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Files.createDirectories(file.getParent());
    Files.writeString(file, token, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return token;
  }
}
