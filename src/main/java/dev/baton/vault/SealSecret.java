package dev.baton.vault;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The command {@code seal}: a secret in, what may stand in a file of {@code config/} instead of it out. */
public final class SealSecret {

  /** No token of any network is longer. */
  private static final int LONGEST = 8_192;

  private final Settings settings;
  private final Console console;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  /** @param console null where there is no terminal; then the first line of {@code in} is the secret */
  public SealSecret(Settings settings, Console console, InputStream in, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.console = console;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** @return the exit code */
  public int run() throws IOException {
    var configured = VaultKey.from(settings);
    var data = Path.of(settings.text("data", "data"));
    if (!configured.isEmpty() && VaultKey.there(configured, data).isEmpty()) {
      err.println("BATON_KEY (or vault.key) is no key: give 32 bytes in base64, such as `openssl rand -base64 32` gives.");
      return 1;
    }
    var secret = read();
    if (secret.isBlank() || secret.length() > LONGEST) {
      err.println("A secret has 1 to " + LONGEST + " characters, on one line.");
      return 1;
    }
    var key = VaultKey.of(configured, data);
    out.println(SealedText.of(key, secret));
    err.println("Sealed with " + from(configured, data) + ". Only that key opens it: keep it where your backups are.");
    return 0;
  }

  private static String from(Secret configured, Path data) {
    return configured.isEmpty() ? "the key in " + data.resolve("key") : "the key that is configured (BATON_KEY or vault.key)";
  }

  private String read() throws IOException {
    if (console != null) {
      var typed = console.readPassword("Secret: ");
      return typed == null ? "" : new String(typed).strip();
    }
    var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line.strip();
  }
}
